package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.flow.pause.Pause;
import java.time.Instant;

/**
 * A route with its newest version.
 *
 * @param document as it is saved
 * @param pause why a live one delivers nothing; null where it does
 * @param parked how many records it could make no delivery of
 * @param written how many it wrote in the last hour
 */
public record RouteView(
    String name,
    JsonNode document,
    String state,
    int version,
    String author,
    Instant at,
    Pause pause,
    long parked,
    long written) {

  public String from() {
    return document.at("/from/connection").asText();
  }

  public String entity() {
    return document.at("/from/entity").asText();
  }

  public String to() {
    return document.at("/to/connection").asText();
  }

  public String object() {
    return document.at("/to/object").asText();
  }

  /** How many records it sends at most when it goes live; 0 for all. */
  public long first() {
    return document.path("firstN").asLong();
  }

  public boolean live() {
    return state.equals("live");
  }

  /** Where its page's form of a pause goes. */
  public String pausePath() {
    return "/routes/" + Urls.encoded(name) + "/pause";
  }

  /** Whether it delivers changes now. */
  public boolean delivers() {
    return live() && pause == null;
  }

  /** {@code good}, {@code busy}, {@code bad} or {@code off}. */
  public String tone() {
    if (!delivers()) {
      return "off";
    }
    return parked > 0 ? "busy" : "good";
  }
}
