package io.mlconnector.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Ref;
import java.util.List;
import java.util.Map;

/**
 * One write as a sink sees it.
 *
 * @param delivery the delivery's id; stable over attempts, so usable as idempotency key
 * @param key the target record's key, where it is known; null for a record to be looked up or
 *     created
 * @param fields for {@link Sink#find}: all that the route wants; for {@link Sink#write}: what is to
 *     be sent, differences only for an update
 * @param current what {@link Sink#find} saw; empty for a creation
 * @param match fields by which an existing record may be adopted, best first
 * @param policies the route's settings for this object
 * @param shared whether the record belongs to another ref, beside which this one only adds; see
 *     {@link Sink#adds}
 */
public record Write(
    String delivery,
    Ref ref,
    String key,
    Map<String, JsonNode> fields,
    Map<String, JsonNode> current,
    List<String> match,
    Map<String, String> policies,
    boolean shared) {

  public Write {
    match = List.copyOf(match);
    policies = Map.copyOf(policies);
  }

  /** The text of a field, or null. */
  public String text(String path) {
    JsonNode value = fields.get(path);
    return value == null || value.isNull() ? null : value.asText();
  }

  /** The text that a field is to have: its own, or what is there where the write leaves it out. */
  public String resulting(String path) {
    if (fields.containsKey(path) || !current.containsKey(path)) {
      return text(path);
    }
    JsonNode there = current.get(path);
    return there.isNull() ? null : there.asText();
  }
}
