package io.mlconnector.console.chain;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows one after the other, of which a thousand are in memory. */
final class Stream<T> implements AutoCloseable {

  private static final int FETCH = 1_000;

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final Query.Row<T> reader;
  private T next;

  /** Within a transaction: outside of one the driver would read everything at once. */
  Stream(Connection sql, Query.Row<T> reader, String text) throws SQLException {
    this.reader = reader;
    this.statement = sql.prepareStatement(text);
    statement.setFetchSize(FETCH);
    this.rows = statement.executeQuery();
    advance();
  }

  /** The row that comes next; null at the end. */
  T peek() {
    return next;
  }

  T take() throws SQLException {
    T taken = next;
    advance();
    return taken;
  }

  private void advance() throws SQLException {
    next = rows.next() ? reader.read(rows) : null;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
