package io.mlconnector.platform.poll;

import java.time.Instant;
import java.util.List;

/**
 * Where a stream stands, for people.
 *
 * @param schedule in words, such as {@code every 10m}
 * @param watermark everything changed up to here has been read; null before the first poll
 * @param lastError what went wrong last time, and what to do; null when nothing did
 * @param next when it is polled next; null when it is off or not owned anywhere
 */
public record StreamState(
    String stream,
    List<String> entities,
    boolean enabled,
    String schedule,
    Instant watermark,
    Instant lastPoll,
    Instant lastFullScan,
    String lastError,
    Instant next,
    long records,
    long parked) {}
