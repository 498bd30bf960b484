package io.mlconnector.mapping.record;

import io.mlconnector.canonical.RecordKey;
import java.time.Instant;

/**
 * Something that people rely on and that a source could not give; it is sent by itself as soon as
 * it is there.
 *
 * @param name of the record
 * @param field the canonical field that is missing
 * @param since when the record's last change was first seen
 * @param version which gap of the field it is, to tick it off
 * @param ticked null while nobody ticked it off
 */
public record Gap(
    String connection,
    String entity,
    String key,
    String name,
    String field,
    String reason,
    Instant since,
    String version,
    Tick ticked) {

  /** As it is written where a page ended. */
  String record() {
    return new RecordKey(connection, entity, key).toString();
  }
}
