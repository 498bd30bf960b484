package io.mlconnector.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Real time plus an offset that only grows: moving it forward expires whatever time expires. */
public final class SandboxClock extends Clock {

  private final AtomicReference<Duration> offset;
  private final ZoneId zone;

  public SandboxClock() {
    this(new AtomicReference<>(Duration.ZERO), ZoneOffset.UTC);
  }

  private SandboxClock(AtomicReference<Duration> offset, ZoneId zone) {
    this.offset = offset;
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(offset.get());
  }

  /** Moves this clock forward; throws {@link IllegalArgumentException} for a negative step. */
  public Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("advance: the sandbox clock only moves forward: " + step);
    }
    offset.updateAndGet(now -> now.plus(step));
    return instant();
  }

  /** How far this clock is ahead of real time. */
  public Duration offset() {
    return offset.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock in another zone: moving either moves both. */
  @Override
  public Clock withZone(ZoneId other) {
    return new SandboxClock(offset, other);
  }
}
