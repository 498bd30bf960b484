package io.mlconnector.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Real time plus an offset that only grows: moving it forward expires whatever time expires. It may
 * also run faster than real time, so that nobody has to wait for a simulated minute.
 */
public final class SandboxClock extends Clock {

  private static final int FASTEST = 1_000;

  private final AtomicReference<Pace> pace;
  private final ZoneId zone;

  /** How far it was ahead at a moment of real time, and how fast it has been running since. */
  private record Pace(Instant since, Duration ahead, int times) {

    Duration ahead(Instant real) {
      Duration passed = Duration.between(since, real);
      return passed.isNegative() ? ahead : ahead.plus(passed.multipliedBy(times - 1L));
    }
  }

  public SandboxClock() {
    this(new AtomicReference<>(new Pace(Instant.now(), Duration.ZERO, 1)), ZoneOffset.UTC);
  }

  private SandboxClock(AtomicReference<Pace> pace, ZoneId zone) {
    this.pace = pace;
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    Instant real = Instant.now();
    return real.plus(pace.get().ahead(real));
  }

  /** Moves this clock forward; throws {@link IllegalArgumentException} for a negative step. */
  public Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("advance: the sandbox clock only moves forward: " + step);
    }
    pace.updateAndGet(now -> new Pace(now.since(), now.ahead().plus(step), now.times()));
    return instant();
  }

  /**
   * Lets it run so many times as fast as real time from now on; throws {@link
   * IllegalArgumentException} for less than 1 or more than 1,000.
   */
  public void run(int times) {
    if (times < 1 || times > FASTEST) {
      throw new IllegalArgumentException(
          "times: the sandbox clock runs 1 to %d times as fast: %d".formatted(FASTEST, times));
    }
    Instant real = Instant.now();
    pace.updateAndGet(now -> new Pace(real, now.ahead(real), times));
  }

  /** How many times as fast as real time it runs. */
  public int times() {
    return pace.get().times();
  }

  /** How far this clock is ahead of real time. */
  public Duration offset() {
    return pace.get().ahead(Instant.now());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock in another zone: moving either moves both. */
  @Override
  public Clock withZone(ZoneId other) {
    return new SandboxClock(pace, other);
  }
}
