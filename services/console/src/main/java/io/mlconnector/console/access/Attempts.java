package io.mlconnector.console.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Slows down whoever tries passwords: 20 wrong ones a minute for everybody together. */
@Singleton
public class Attempts {

  private static final int MOST = 20;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Clock clock;
  private Instant since = Instant.EPOCH;
  private int wrong;

  public Attempts(Clock clock) {
    this.clock = clock;
  }

  /** Counts one as wrong until it has succeeded; false where there were too many. */
  synchronized boolean begin() {
    Instant now = clock.instant();
    if (now.isAfter(since.plus(WINDOW))) {
      since = now;
      wrong = 0;
    }
    wrong++;
    return wrong <= MOST;
  }

  synchronized void succeeded() {
    wrong--;
  }
}
