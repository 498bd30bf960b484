package io.mlconnector.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a service under test: real time, moved by {@link Vendor#timePasses} together with
 * that of the simulated vendors.
 */
public final class MovedClock extends Clock {

  /** Outlives the class loader of a test application, as the vendors do. */
  private static final String AHEAD = "test.clock.ahead-millis";

  private final ZoneId zone;

  public MovedClock() {
    this(ZoneOffset.UTC);
  }

  private MovedClock(ZoneId zone) {
    this.zone = zone;
  }

  static void ahead(Duration ahead) {
    System.setProperty(AHEAD, String.valueOf(ahead.toMillis()));
  }

  @Override
  public Instant instant() {
    return Instant.now().plusMillis(Long.getLong(AHEAD, 0));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new MovedClock(other);
  }
}
