package io.mlconnector.platform.owner;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A lease that holds until it is told otherwise. */
public final class FakeLease implements Lease {

  private final String name;
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean lost;

  public FakeLease(String name) {
    this.name = name;
  }

  public void lose() {
    lost = true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long fence() {
    return 1;
  }

  @Override
  public Duration remaining() {
    return lost ? Duration.ZERO : Duration.ofSeconds(7);
  }

  @Override
  public void ensure(Duration needed) {
    guard(null);
  }

  @Override
  public void guard(Connection sql) {
    if (lost) {
      throw new LeaseLost(name, fence());
    }
  }

  @Override
  public Sequence next() {
    return new Sequence(fence(), numbers.incrementAndGet());
  }
}
