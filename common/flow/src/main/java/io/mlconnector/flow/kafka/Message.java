package io.mlconnector.flow.kafka;

import io.mlconnector.canonical.CanonicalJson;
import java.util.Map;

/** A message to be sent; {@code value} null is a tombstone. */
public record Message(String topic, String key, Map<String, String> headers, byte[] value) {

  public Message {
    headers = Map.copyOf(headers);
  }

  /** A message whose value is the JSON of an object of the contract. */
  public static Message json(String topic, String key, String traceparent, Object value) {
    return new Message(
        topic,
        key,
        traceparent == null ? Map.of() : Map.of("traceparent", traceparent),
        CanonicalJson.bytes(value));
  }
}
