package io.mlconnector.canonical.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.event.Sequence;
import java.time.Instant;
import java.util.Map;

/**
 * What became of one delivery.
 *
 * @param attempt which try of the delivery this tells of; receivers drop (delivery, attempt) that
 *     they have seen
 * @param targetKey the target record's own key, where there is one
 * @param stored what the target holds now, by field path, as read back; of a guarded delivery only
 *     what the target itself showed
 * @param sequence the target connection's number for the write, taken when it ended; links move
 *     forward by it only
 * @param reason for PARKED, in words for people; for CHANGED where an earlier attempt may have been
 *     made, so that what is there may be our own; for CREATED and UPDATED by a guarded delivery
 *     where it could not be read what was stored, so that the fields written are not in {@code
 *     stored}; for UNCHANGED where the vendor never takes all of what was asked for; else what
 *     people ought to know beside the result, or null
 */
public record Outcome(
    String delivery,
    int attempt,
    Ref ref,
    String route,
    String journey,
    Result result,
    String targetKey,
    Map<String, JsonNode> stored,
    Sequence sequence,
    String reason,
    Instant at) {

  /** The ends that a delivery can come to. */
  public enum Result {
    CREATED,
    UPDATED,
    UNCHANGED,
    /** Nothing was written: a guarded delivery met something else than it expected. */
    CHANGED,
    SUPERSEDED,
    PARKED,
    DISMISSED
  }

  public Outcome {
    stored = stored == null ? Map.of() : stored;
  }

  /** Whether the target record is known to hold what the delivery asked for. */
  public boolean agreed() {
    return result == Result.CREATED || result == Result.UPDATED || result == Result.UNCHANGED;
  }
}
