package io.mlconnector.platform.vendor;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A lease that a test takes away when it likes. */
public final class FakeLease implements Lease {

  public final List<Duration> ensured = new ArrayList<>();
  public volatile boolean lost;
  private final AtomicLong number = new AtomicLong();

  @Override
  public String name() {
    return "connection/test";
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
    check();
    ensured.add(needed);
  }

  @Override
  public void guard(Connection sql) {
    check();
  }

  private void check() {
    if (lost) {
      throw new LeaseLost(name(), fence());
    }
  }

  @Override
  public Sequence next() {
    check();
    return new Sequence(fence(), number.incrementAndGet());
  }
}
