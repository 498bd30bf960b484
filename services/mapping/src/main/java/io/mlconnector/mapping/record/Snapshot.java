package io.mlconnector.mapping.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.Sequence;
import java.time.Instant;

/**
 * The newest canonical state of one record.
 *
 * @param event id of the event that brought it
 * @param data the record; the last known one where it was removed; null where it was erased
 * @param changedAt when the change was first seen
 */
public record Snapshot(
    RecordKey key,
    Sequence sequence,
    String event,
    String journey,
    State state,
    JsonNode data,
    Instant changedAt) {

  /** Whether the record is there. */
  public enum State {
    PRESENT,
    /** It vanished at its source. */
    REMOVED,
    /** Its data had to be forgotten. */
    ERASED
  }

  /** The same with that data. */
  public Snapshot withData(JsonNode other) {
    return new Snapshot(key, sequence, event, journey, state, other, changedAt);
  }

  public boolean removed() {
    return state == State.REMOVED;
  }
}
