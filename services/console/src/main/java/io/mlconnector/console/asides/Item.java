package io.mlconnector.console.asides;

import java.time.Instant;

/**
 * A record that stands aside or waits.
 *
 * @param id the delivery, or the source record's key where it could not be read
 * @param record whom it is about
 * @param targetKey the target record; null where it is not known
 */
public record Item(
    String id, String record, String kind, String reason, String targetKey, Instant since) {}
