package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.systems.ConnectionHealth.Aside;
import io.mlconnector.console.systems.ConnectionHealth.Backlog;
import io.mlconnector.console.systems.ConnectionHealth.Count;
import io.mlconnector.console.systems.ConnectionHealth.HookHealth;
import io.mlconnector.console.systems.ConnectionHealth.StreamHealth;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.pause.Pause;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** All connections of all adapters, with their health; adapters are asked side by side. */
@ApplicationScoped
public class Systems {

  private final Peers peers;
  private final Directory directory;
  private final InNameOf names;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          8,
          task -> {
            Thread thread = new Thread(task, "systems");
            thread.setDaemon(true);
            return thread;
          });

  public Systems(Peers peers, Directory directory, InNameOf names) {
    this.names = names;
    this.peers = peers;
    this.directory = directory;
  }

  /** Every connection; a system whose adapter is silent is one that says so. */
  public List<ConnectionHealth> connections() {
    return everywhere((system, url) -> connections(system, url).stream()).toList();
  }

  /** What all adapters say, asked side by side; in the order of their systems. */
  public <T> Stream<T> everywhere(BiFunction<String, URI, Stream<T>> asked) {
    return directory.adapters().entrySet().stream()
        .map(
            each ->
                executor.submit(names.carried(() -> asked.apply(each.getKey(), each.getValue()))))
        .toList()
        .stream()
        .flatMap(Systems::answer);
  }

  private static <T> Stream<T> answer(Future<Stream<T>> asked) {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<ConnectionHealth> connections(String system, URI url) {
    List<ConnectionHealth> all = new ArrayList<>();
    try {
      for (JsonNode connection : peers.get(url, "/api/connections")) {
        all.add(health(system, url, connection));
      }
    } catch (Silent e) {
      all.add(ConnectionHealth.unknown(system, e.getMessage()));
    }
    return all;
  }

  /** How a connection is, from what its adapter says of it. */
  public ConnectionHealth health(String system, URI url, JsonNode connection) {
    String id = connection.path("id").asText();
    JsonNode read = ask(url, "/api/connections/" + id + "/streams");
    List<StreamHealth> streams = Actions.list(read.path("streams"), StreamHealth.class);
    String owner = connection.at("/owner/address").asText(null);
    boolean enabled = connection.path("enabled").asBoolean(true);
    Verdict verdict = verdict(connection, streams, enabled, owner, url, id, read);
    return new ConnectionHealth(
        id,
        system,
        connection.path("displayName").asText(id),
        connection.at("/document/environment").asText(null),
        enabled,
        connection.path("source").asText("api"),
        verdict.tone(),
        verdict.words(),
        Actions.list(connection.path("pauses"), Pause.class),
        owner,
        streams,
        Actions.list(ask(url, "/api/connections/" + id + "/hook-addresses"), HookHealth.class),
        work(url, id),
        connection.path("progress").isObject()
            ? CanonicalJson.mapper().convertValue(connection.path("progress"), Backlog.class)
            : null,
        asides(url, id));
  }

  private record Verdict(String tone, String words) {}

  private Verdict verdict(
      JsonNode connection,
      List<StreamHealth> streams,
      boolean enabled,
      String owner,
      URI url,
      String id,
      JsonNode read) {
    if (!enabled) {
      return new Verdict("off", "switched off");
    }
    if (connection.at("/state/attention").isTextual()) {
      return new Verdict(
          "bad", ConnectionHealth.ATTENTION + connection.at("/state/attention").asText());
    }
    if (!connection.path("pauses").isEmpty()) {
      return new Verdict("off", "paused: " + connection.at("/pauses/0/reason").asText());
    }
    if (read.isTextual()) {
      return new Verdict("bad", read.asText());
    }
    String failing =
        streams.stream()
            .map(StreamHealth::lastError)
            .filter(error -> error != null)
            .findFirst()
            .orElse(null);
    if (failing != null) {
      return new Verdict("bad", failing);
    }
    JsonNode hold = ask(url, "/api/deliveries/waiting?limit=1&connection=" + id).path("hold");
    if (hold.hasNonNull("reason")) {
      boolean ours = hold.path("kind").asText().equals("UNAUTHORIZED");
      return new Verdict(ours ? "bad" : "busy", "waits: " + hold.path("reason").asText());
    }
    return owner == null
        ? new Verdict("busy", "no replica works on it right now")
        : new Verdict("good", "well");
  }

  /** What there is; a text that says why where there is no answer. */
  private JsonNode ask(URI url, String path) {
    try {
      return peers.get(url, path);
    } catch (Silent e) {
      return path.endsWith("/streams")
          ? TextNode.valueOf(e.getMessage())
          : MissingNode.getInstance();
    }
  }

  private List<Count> work(URI url, String id) {
    List<Count> work = new ArrayList<>();
    ask(url, "/api/deliveries/counts?connection=" + id)
        .properties()
        .forEach(
            count -> {
              if (count.getValue().asLong() > 0) {
                work.add(new Count(count.getKey(), count.getValue().asLong()));
              }
            });
    return work;
  }

  private List<Aside> asides(URI url, String id) {
    List<Aside> asides = new ArrayList<>();
    for (JsonNode group : ask(url, "/api/deliveries/parked/groups?connection=" + id)) {
      asides.add(aside(group));
    }
    for (JsonNode group : ask(url, "/api/connections/" + id + "/parked-reads/groups")) {
      asides.add(aside(group));
    }
    return asides;
  }

  private static Aside aside(JsonNode group) {
    return new Aside(
        group.path("reason").asText(),
        group.path("sample").asText(""),
        group.path("count").asLong());
  }
}
