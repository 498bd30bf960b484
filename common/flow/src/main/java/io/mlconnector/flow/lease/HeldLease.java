package io.mlconnector.flow.lease;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A lease that this replica took. Once it was seen to be over, it stays lost: a renewal that comes
 * late cannot bring it back under work that may already have given up.
 */
final class HeldLease implements Lease {

  private final String name;
  private final long fence;
  private final String replica;
  private final Transactions transactions;
  private final LongSupplier nanoTime;
  private final AtomicLong numbers = new AtomicLong();
  private long deadline;
  private Duration idle;
  private boolean lost;

  /**
   * @param asked the monotonic time, in nanoseconds, before the database was asked for it
   */
  HeldLease(
      String name,
      LeaseTable.Taken taken,
      String replica,
      Transactions transactions,
      LongSupplier nanoTime,
      long asked,
      Duration ttl) {
    this.name = name;
    this.fence = taken.fence();
    this.idle = taken.idle();
    this.replica = replica;
    this.transactions = transactions;
    this.nanoTime = nanoTime;
    this.deadline = asked + ttl.toNanos();
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
  public synchronized Duration remaining() {
    long left = deadline - nanoTime.getAsLong();
    if (left <= 0) {
      lost = true;
    }
    return lost ? Duration.ZERO : Duration.ofNanos(left);
  }

  @Override
  public void ensure(Duration needed) {
    Duration left = remaining();
    if (left.isZero()) {
      throw new LeaseLost(name, fence);
    }
    if (left.compareTo(needed) >= 0) {
      return;
    }
    long asked = nanoTime.getAsLong();
    // Asked for a little more than needed: time passes until the answer is here.
    Duration longer = needed.plusSeconds(1);
    if (transactions.inTransaction(sql -> LeaseTable.extend(sql, name, fence, replica, longer))) {
      renewed(asked, longer);
    } else {
      lose();
    }
    if (!holds()) {
      throw new LeaseLost(name, fence);
    }
  }

  @Override
  public void guard(Connection sql) throws SQLException {
    if (!holds()) {
      throw new LeaseLost(name, fence);
    }
    if (!LeaseTable.guard(sql, name, fence, replica)) {
      lose();
      throw new LeaseLost(name, fence);
    }
  }

  @Override
  public synchronized Duration claimIdle() {
    Duration claimed = idle;
    idle = Duration.ZERO;
    return claimed;
  }

  @Override
  public Sequence next() {
    return new Sequence(fence, numbers.incrementAndGet());
  }

  /** Counts a renewal that was asked for at that time, unless the lease ended before it. */
  synchronized void renewed(long asked, Duration ttl) {
    long later = asked + ttl.toNanos();
    if (holds() && later - deadline > 0) {
      deadline = later;
    }
  }

  synchronized void lose() {
    lost = true;
  }

  @Override
  public String toString() {
    return "Lease[%s, fence %d]".formatted(name, fence);
  }
}
