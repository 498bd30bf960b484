package io.mlconnector.platform.poll;

import java.time.Instant;

/**
 * How far a backfill is.
 *
 * @param ended null while it runs
 * @param fraction of it that is done, from 0 to 1; null where nothing tells
 * @param secondsLeft by the pace of the last minutes; null where nothing tells
 */
public record BackfillState(
    long id,
    String stream,
    Instant from,
    Instant to,
    long read,
    long published,
    Instant started,
    Instant ended,
    String error,
    Double fraction,
    Long secondsLeft) {}
