package io.mlconnector.console.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved. */
public final class Settable extends Clock {

  private volatile Instant now;

  public Settable(String now) {
    this.now = Instant.parse(now);
  }

  public void forward(Duration time) {
    now = now.plus(time);
  }

  public void set(String time) {
    now = Instant.parse(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new IllegalArgumentException("This clock has one zone");
  }
}
