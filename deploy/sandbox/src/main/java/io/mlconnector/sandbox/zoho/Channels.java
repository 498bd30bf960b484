package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The organization's channels; one that has expired is as good as none, and nobody is warned. */
final class Channels {

  private final Clock clock;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private long changes;

  Channels(Clock clock) {
    this.clock = clock;
  }

  synchronized void put(Channel channel) {
    changes++;
    channels.put(channel.id(), channel);
  }

  synchronized boolean remove(String id) {
    changes++;
    return alive(id).isPresent() && channels.remove(id) != null;
  }

  synchronized Optional<Channel> alive(String id) {
    return Optional.ofNullable(channels.get(id)).filter(each -> each.isAlive(clock.instant()));
  }

  synchronized List<Channel> alive() {
    Instant now = clock.instant();
    return channels.values().stream().filter(each -> each.isAlive(now)).toList();
  }

  /** Those that have expired too. */
  synchronized List<Channel> all() {
    return List.copyOf(channels.values());
  }

  /** Ends all of them now, as if their time were over; returns how many. */
  synchronized int expire() {
    changes++;
    List<Channel> living = alive();
    living.forEach(
        each ->
            channels.put(
                each.id(),
                new Channel(
                    each.id(),
                    each.events(),
                    clock.instant(),
                    each.token(),
                    each.notifyUrl(),
                    each.related(),
                    each.withValues(),
                    each.onlyFields())));
    return living.size();
  }

  synchronized long changes() {
    return changes;
  }

  synchronized ArrayNode save() {
    ArrayNode all = SandboxJson.array();
    for (Channel each : channels.values()) {
      all.addObject()
          .put("id", each.id())
          .put("expiry", each.expiry().toString())
          .put("token", each.token())
          .put("notifyUrl", each.notifyUrl())
          .put("related", each.related())
          .put("withValues", each.withValues())
          .putPOJO("events", List.copyOf(each.events()))
          .putPOJO("onlyFields", List.copyOf(each.onlyFields()));
    }
    return all;
  }

  synchronized void restore(JsonNode saved) {
    channels.clear();
    for (JsonNode each : saved) {
      Channel channel =
          new Channel(
              each.path("id").asText(),
              new TreeSet<>(texts(each.path("events"))),
              Instant.parse(each.path("expiry").asText()),
              each.path("token").asText(null),
              each.path("notifyUrl").asText(),
              each.path("related").asBoolean(),
              each.path("withValues").asBoolean(),
              new TreeSet<>(texts(each.path("onlyFields"))));
      channels.put(channel.id(), channel);
    }
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
