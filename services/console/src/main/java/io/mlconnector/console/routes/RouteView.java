package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A route with its newest version.
 *
 * @param document as it is saved
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

  public boolean live() {
    return state.equals("live");
  }

  /** {@code good}, {@code busy}, {@code bad} or {@code off}. */
  public String tone() {
    if (!live()) {
      return "off";
    }
    return parked > 0 ? "busy" : "good";
  }
}
