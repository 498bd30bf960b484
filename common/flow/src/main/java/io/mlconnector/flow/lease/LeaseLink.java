package io.mlconnector.flow.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The database connection of the renewals: one for itself, so that a busy pool cannot keep them
 * waiting, and with a time limit, so that a silent database cannot either.
 */
final class LeaseLink implements AutoCloseable {

  private final DataSource dataSource;
  private final int limitMillis;
  private final Set<String> known = new HashSet<>();
  private Connection sql;
  private int poolLimit;

  LeaseLink(DataSource dataSource, Duration limit) {
    this.dataSource = dataSource;
    this.limitMillis = (int) limit.toMillis();
  }

  /** One turn; after an error the next one starts with another connection. */
  LeaseTable.Turn turn(LeaseTable.Request ask) throws SQLException {
    boolean done = false;
    try {
      if (sql == null) {
        open();
      }
      if (!known.containsAll(ask.free())) {
        LeaseTable.know(sql, ask.free());
        known.addAll(ask.free());
      }
      LeaseTable.Turn turn = LeaseTable.turn(sql, ask);
      done = true;
      return turn;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void open() throws SQLException {
    sql = dataSource.getConnection();
    poolLimit = sql.getNetworkTimeout();
    sql.setNetworkTimeout(Runnable::run, limitMillis);
  }

  @Override
  public void close() throws SQLException {
    if (sql == null) {
      return;
    }
    known.clear();
    try (Connection closing = sql) {
      sql = null;
      if (!closing.isClosed()) {
        closing.setNetworkTimeout(Runnable::run, poolLimit);
      }
    }
  }
}
