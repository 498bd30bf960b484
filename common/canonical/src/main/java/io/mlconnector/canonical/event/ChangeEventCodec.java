package io.mlconnector.canonical.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CloudEvents 1.0, Kafka protocol binding, binary content mode: attributes as {@code ce_} headers,
 * the record alone as the value.
 */
public final class ChangeEventCodec {

  private static final String SOURCE = "/connections/";

  private ChangeEventCodec() {}

  /** The message's headers, in a fixed order. */
  public static Map<String, String> headers(ChangeEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", event.id());
    headers.put("ce_source", SOURCE + event.record().connection());
    headers.put("ce_type", event.kind().type(event.record().entity()));
    headers.put("ce_subject", event.record().key());
    headers.put("ce_time", event.time().toString());
    headers.put("ce_sequence", event.sequence().toString());
    headers.put("ce_partitionkey", event.record().toString());
    headers.put("ce_dataschema", event.dataSchema());
    headers.put("content-type", "application/json");
    headers.put("traceparent", event.traceparent());
    return headers;
  }

  /** The message's value: UTF-8 JSON, or null for an erasure (a tombstone). */
  public static byte[] value(ChangeEvent event) {
    return event.kind() == Kind.ERASED ? null : CanonicalJson.bytes(event.data());
  }

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException naming the header or the part of the value that is wrong
   */
  public static ChangeEvent read(String key, Map<String, String> headers, byte[] value) {
    RecordKey record = RecordKey.parse(key);
    String type = required(headers, "ce_type");
    for (Kind kind : Kind.values()) {
      if (type.equals(kind.type(record.entity()))) {
        return new ChangeEvent(
            required(headers, "ce_id"),
            kind,
            record,
            Instant.parse(required(headers, "ce_time")),
            Sequence.parse(required(headers, "ce_sequence")),
            required(headers, "traceparent"),
            value == null ? null : CanonicalJson.read(value, JsonNode.class));
      }
    }
    throw new IllegalArgumentException("Unknown ce_type for " + record.entity() + ": " + type);
  }

  private static String required(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("Header " + name + " is missing");
    }
    return value;
  }
}
