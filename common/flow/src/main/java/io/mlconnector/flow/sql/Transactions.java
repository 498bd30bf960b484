package io.mlconnector.flow.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Runs work in one database transaction: all of it commits, or none. */
@ApplicationScoped
public class Transactions {

  private final DataSource dataSource;

  public Transactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Work on one connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection sql) throws SQLException;
  }

  /** Work without a result. */
  @FunctionalInterface
  public interface Action {
    void run(Connection sql) throws SQLException;
  }

  /**
   * Runs the work and commits.
   *
   * @throws DatabaseUnavailable where the database did not take it; nothing is committed, or, when
   *     the connection broke during the commit, it is not known whether it is
   */
  public <T> T inTransaction(Work<T> work) {
    try (Connection sql = dataSource.getConnection()) {
      sql.setAutoCommit(false);
      try {
        T result = work.run(sql);
        sql.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(sql, e);
        throw e;
      } finally {
        restore(sql);
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailable(e);
    } catch (AssertionError e) {
      throw broken(e);
    }
  }

  /**
   * The PostgreSQL driver asserts, while it reads the answers to a batch, that its connection is
   * open (BatchResultHandler, seen with 42.7): a restart of the database must not end a thread.
   */
  private static RuntimeException broken(AssertionError e) {
    return Stream.concat(Stream.ofNullable(e.getCause()), Arrays.stream(e.getSuppressed()))
        .filter(SQLException.class::isInstance)
        .findFirst()
        .map(cause -> new DatabaseUnavailable((SQLException) cause))
        .orElseThrow(() -> e);
  }

  /** Runs the action and commits; see {@link #inTransaction}. */
  public void run(Action action) {
    inTransaction(
        sql -> {
          action.run(sql);
          return null;
        });
  }

  private static void rollback(Connection sql, Throwable cause) {
    try {
      sql.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void restore(Connection sql) throws SQLException {
    if (!sql.isClosed()) {
      sql.setAutoCommit(true);
    }
  }
}
