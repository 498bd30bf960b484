package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.console.systems.ConnectionHealth.HookHealth;
import io.mlconnector.console.systems.ConnectionHealth.ObjectHealth;
import io.mlconnector.console.systems.ConnectionHealth.StreamHealth;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.AdaptersInUse;
import io.mlconnector.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** All connections of all adapters, with their health; adapters are asked side by side. */
@ApplicationScoped
public class Systems {

  private final Peers peers;
  private final Map<String, URI> adapters;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          8,
          task -> {
            Thread thread = new Thread(task, "systems");
            thread.setDaemon(true);
            return thread;
          });

  public Systems(Peers peers, FlowConfig config) {
    this.peers = peers;
    this.adapters = AdaptersInUse.of(config);
  }

  public List<ConnectionHealth> connections() {
    return adapters.entrySet().stream()
        .map(adapter -> executor.submit(() -> connections(adapter.getKey(), adapter.getValue())))
        .toList()
        .stream()
        .flatMap(
            answer -> {
              try {
                return answer.get().stream();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Stream.empty();
              } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e.getCause());
              }
            })
        .toList();
  }

  private List<ConnectionHealth> connections(String system, URI url) {
    List<ConnectionHealth> all = new ArrayList<>();
    try {
      for (JsonNode connection : peers.get(url, "/api/connections")) {
        all.add(connection(system, url, connection));
      }
    } catch (Silent e) {
      all.add(
          new ConnectionHealth(
              system,
              system,
              system,
              null,
              "bad",
              e.getMessage(),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of()));
    }
    return all;
  }

  private ConnectionHealth connection(String system, URI url, JsonNode connection) {
    String id = connection.path("id").asText();
    JsonNode read = read(url, id);
    List<StreamHealth> streams = streams(read);
    String attention = connection.at("/state/attention").asText(null);
    String failing =
        streams.stream().map(StreamHealth::error).filter(e -> e != null).findFirst().orElse(null);
    String owner = connection.at("/owner/address").asText(null);
    String hold = hold(url, id);
    String tone = "good";
    String health = "well";
    if (!connection.path("enabled").asBoolean(true)) {
      tone = "off";
      health = "paused";
    } else if (attention != null) {
      tone = "bad";
      health = "needs attention: " + attention;
    } else if (failing != null) {
      tone = "bad";
      health = failing;
    } else if (hold != null) {
      tone = hold.startsWith("UNAUTHORIZED") ? "bad" : "busy";
      health = "waits: " + hold.substring(hold.indexOf(' ') + 1);
    } else if (owner == null) {
      tone = "busy";
      health = "no replica works on it right now";
    }
    return new ConnectionHealth(
        id,
        system,
        connection.path("displayName").asText(id),
        connection.at("/document/environment").asText(null),
        tone,
        health,
        owner,
        streams,
        hooks(url, id),
        work(url, id, connection.path("progress")),
        asides(url, id, read));
  }

  /** How much of how much is left, behind the number, and for how long. */
  private static String left(JsonNode progress) {
    long all = progress.path("done").asLong() + progress.path("left").asLong();
    String left = String.format(Locale.ROOT, "of %,d left to write", all);
    if (!progress.hasNonNull("secondsLeft")) {
      return left;
    }
    Duration time = Duration.ofSeconds(progress.path("secondsLeft").asLong());
    return time.toMinutes() < 2
        ? left + ", about " + time.toSeconds() + " s"
        : left + ", about " + time.toMinutes() + " min";
  }

  /** Kind and reason of what holds all deliveries; null where nothing does. */
  private String hold(URI url, String id) {
    try {
      JsonNode hold =
          peers.get(url, "/api/deliveries/waiting?limit=1&connection=" + id).path("hold");
      return hold.hasNonNull("reason")
          ? hold.path("kind").asText() + " " + hold.path("reason").asText()
          : null;
    } catch (Silent e) {
      return "UNAVAILABLE " + e.getMessage();
    }
  }

  private List<ConnectionHealth.Aside> asides(URI url, String id, JsonNode streams) {
    Asides asides = new Asides();
    for (JsonNode parked : streams.path("parked")) {
      asides.add(parked.path("reason").asText(), parked.path("key").asText("a record"));
    }
    try {
      for (JsonNode parked : peers.get(url, "/api/deliveries/parked?limit=500&connection=" + id)) {
        asides.add(
            parked.path("reason").asText(),
            parked.path("ref").asText(parked.path("delivery").asText()));
      }
    } catch (Silent e) {
      return Asides.unknown(e.getMessage());
    }
    return asides.mostFrequent();
  }

  /** Streams and what of them is parked; the reason where the adapter does not say. */
  private JsonNode read(URI url, String id) {
    try {
      return peers.get(url, "/api/connections/" + id + "/streams");
    } catch (Silent e) {
      return TextNode.valueOf(e.getMessage());
    }
  }

  private static List<StreamHealth> streams(JsonNode read) {
    if (read.isTextual()) {
      return List.of(new StreamHealth("streams", "", 0, 0, null, null, read.asText()));
    }
    List<StreamHealth> streams = new ArrayList<>();
    for (JsonNode stream : read.path("streams")) {
      streams.add(
          new StreamHealth(
              stream.path("stream").asText(),
              stream.path("schedule").asText(),
              stream.path("records").asLong(),
              stream.path("parked").asLong(),
              seconds(stream.path("lastPoll").asText(null)),
              seconds(stream.path("next").asText(null)),
              stream.path("lastError").asText(null)));
    }
    return streams;
  }

  private List<HookHealth> hooks(URI url, String id) {
    List<HookHealth> hooks = new ArrayList<>();
    try {
      for (JsonNode hook : peers.get(url, "/api/connections/" + id + "/hook-addresses")) {
        hooks.add(
            new HookHealth(
                hook.path("hook").asText(),
                hook.path("address").asText(null),
                seconds(hook.path("lastCalled").asText(null)),
                hook.path("hint").asText(null)));
      }
    } catch (Silent e) {
      hooks.add(new HookHealth("hooks", null, null, e.getMessage()));
    }
    return hooks;
  }

  /** An instant as people read it; what is none stays as it is. */
  private static String seconds(String instant) {
    return instant == null ? null : instant.replaceFirst("T(..:..:..)[.0-9]*Z$", " $1 UTC");
  }

  private List<ObjectHealth> work(URI url, String id, JsonNode progress) {
    List<ObjectHealth> work = new ArrayList<>();
    if (progress.isObject()) {
      work.add(new ObjectHealth(left(progress), progress.path("left").asLong()));
    }
    try {
      peers
          .get(url, "/api/deliveries/counts?connection=" + id)
          .fields()
          .forEachRemaining(
              count -> {
                if (count.getValue().asLong() > 0) {
                  work.add(new ObjectHealth(count.getKey(), count.getValue().asLong()));
                }
              });
    } catch (Silent e) {
      work.add(new ObjectHealth(e.getMessage(), 0));
    }
    return work;
  }
}
