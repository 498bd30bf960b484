package io.mlconnector.sandbox.fusion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts the calls of the last sixty seconds; no number is published, so the limit is a setting.
 */
final class RateLimit {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Clock clock;
  private final Deque<Instant> calls = new ArrayDeque<>();

  RateLimit(Clock clock) {
    this.clock = clock;
  }

  /** Whether one call more fits; a refused call does not count. */
  synchronized boolean admits(int callsPerMinute) {
    Instant now = clock.instant();
    while (!calls.isEmpty() && calls.peekFirst().isBefore(now.minus(WINDOW))) {
      calls.removeFirst();
    }
    if (calls.size() >= callsPerMinute) {
      return false;
    }
    calls.addLast(now);
    return true;
  }
}
