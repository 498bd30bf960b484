package io.mlconnector.sandbox.zendesk.api;

import java.time.Duration;
import java.time.Instant;

/** Counts calls in windows of fixed length; a window starts with the first call after the last. */
final class Window {

  private final Duration period;
  private Instant end = Instant.EPOCH;
  private int used;
  private int refused;

  Window(Duration period) {
    this.period = period;
  }

  /** Counts a call; false when the limit is reached. */
  boolean take(Instant now, int limit) {
    roll(now);
    if (used >= limit) {
      refused++;
      return false;
    }
    used++;
    return true;
  }

  void spend(Instant now, int calls) {
    roll(now);
    used += calls;
  }

  int left(Instant now, int limit) {
    return now.isBefore(end) ? Math.max(0, limit - used) : limit;
  }

  int refused() {
    return refused;
  }

  /** Whole seconds until the window ends, at least 1. */
  long resetsIn(Instant now) {
    Duration rest = now.isBefore(end) ? Duration.between(now, end) : period;
    return Math.max(1, rest.plusMillis(999).toSeconds());
  }

  private void roll(Instant now) {
    if (!now.isBefore(end)) {
      end = now.plus(period);
      used = 0;
      refused = 0;
    }
  }
}
