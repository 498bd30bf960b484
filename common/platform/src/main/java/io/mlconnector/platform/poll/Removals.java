package io.mlconnector.platform.poll;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Events that say that a record vanished at its source. */
final class Removals {

  static final String REASON = "absent from a full scan of the source";

  private Removals() {}

  static ChangeEvent event(
      RecordKey record, Sequence read, Instant at, String reason, String journey) {
    byte[] mark = ("removed " + read).getBytes(StandardCharsets.UTF_8);
    return new ChangeEvent(
        ContentHash.eventId(record, mark, null),
        Kind.REMOVED,
        record,
        at,
        read,
        Journey.traceparent(journey, record),
        CanonicalJson.tree(Map.of("key", record.key(), "reason", reason)));
  }
}
