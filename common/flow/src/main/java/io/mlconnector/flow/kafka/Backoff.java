package io.mlconnector.flow.kafka;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting times that double from failure to failure, with jitter, up to a limit. */
public final class Backoff {

  private final Duration first;
  private final Duration limit;
  private int failures;

  public Backoff(Duration first, Duration limit) {
    this.first = first;
    this.limit = limit;
  }

  /** How long to wait after one more failure. */
  public Duration next() {
    long full = Math.min(limit.toMillis(), first.toMillis() << Math.min(failures++, 20));
    return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }

  /** After a success: the next failure waits the shortest time again. */
  public void reset() {
    failures = 0;
  }

  public int failures() {
    return failures;
  }
}
