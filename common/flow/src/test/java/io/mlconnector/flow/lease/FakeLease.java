package io.mlconnector.flow.lease;

import io.mlconnector.canonical.event.Sequence;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A lease that holds until the test says otherwise. */
public final class FakeLease implements Lease {

  private final String name;
  private final long fence;
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean lost;
  private volatile boolean takenOver;

  public FakeLease(String name, long fence) {
    this.name = name;
    this.fence = fence;
  }

  /** Its owner knows. */
  public void lose() {
    lost = true;
  }

  /** Its owner, which stood still, does not know yet; the database does. */
  public void takenOver() {
    takenOver = true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public Duration remaining() {
    return lost ? Duration.ZERO : Duration.ofMinutes(1);
  }

  @Override
  public void ensure(Duration needed) {
    guard(null);
  }

  @Override
  public void guard(Connection sql) {
    if (lost || takenOver) {
      throw new LeaseLost(name, fence);
    }
  }

  @Override
  public Sequence next() {
    return new Sequence(fence, numbers.incrementAndGet());
  }
}
