package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A lease on one row: whoever raised the number last holds it. */
final class TableLease implements Lease {

  private final long fence;
  private final AtomicLong numbers = new AtomicLong();

  TableLease(long fence) {
    this.fence = fence;
  }

  @Override
  public String name() {
    return "connection/" + World.CONNECTION;
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public Duration remaining() {
    return Duration.ofSeconds(7);
  }

  @Override
  public void ensure(Duration needed) {}

  @Override
  public void guard(Connection sql) throws SQLException {
    if (Query.number(sql, "select number from fence for key share") != fence) {
      throw new LeaseLost(name(), fence);
    }
  }

  @Override
  public Sequence next() {
    return new Sequence(fence, numbers.incrementAndGet());
  }
}
