package io.mlconnector.canonical.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.RecordKey;
import java.time.Instant;

/**
 * One canonical event: a record's full current state, its removal at the source, or its erasure. On
 * Kafka it is a CloudEvent 1.0 in binary mode; see {@link ChangeEventCodec}.
 *
 * @param id the same for the same change however often it is published, and another one when a
 *     record returns to an older value
 * @param sequence read order within the connection; a consumer drops what is not above what it has
 * @param traceparent W3C trace context; its trace id is the journey id
 * @param data the record, or {@code {"key":…,"reason":…}} for a removal, or null for an erasure
 */
public record ChangeEvent(
    String id,
    Kind kind,
    RecordKey record,
    Instant time,
    Sequence sequence,
    String traceparent,
    JsonNode data) {

  /** What happened to the record. */
  public enum Kind {
    CHANGED("changed"),
    REMOVED("removed"),
    ERASED("erased");

    private final String verb;

    Kind(String verb) {
      this.verb = verb;
    }

    /** The {@code ce_type} for an entity, such as {@code io.mlconnector.customer.changed.v1}. */
    public String type(String entity) {
      return "io.mlconnector." + entity + "." + verb + ".v1";
    }
  }

  /** The journey id: the trace id of {@link #traceparent}, 32 hex digits. */
  public String journey() {
    return Journey.idOf(traceparent);
  }

  /** The schema that {@link #data} obeys. */
  public String dataSchema() {
    return EntityType.named(record.entity()).orElseThrow().schemaUri();
  }
}
