package io.mlconnector.platform.poll;

import java.time.Instant;

/** How far a backfill is; {@code ended} is null while it runs. */
public record BackfillState(
    long id,
    String stream,
    Instant from,
    Instant to,
    long read,
    long published,
    Instant started,
    Instant ended,
    String error) {}
