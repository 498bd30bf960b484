package io.mlconnector.mapping.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Binds lists as PostgreSQL arrays, one array per column, so that a batch is one statement. */
public final class Columns {

  private final Connection sql;
  private final PreparedStatement statement;
  private int at;

  /** Binds from the first parameter on. */
  public Columns(Connection sql, PreparedStatement statement) {
    this.sql = sql;
    this.statement = statement;
  }

  /** One text per row; null stays null. */
  public <T> Columns text(List<T> rows, Function<T, Object> column) throws SQLException {
    String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = column.apply(rows.get(i));
      values[i] = value == null ? null : value.toString();
    }
    statement.setArray(++at, sql.createArrayOf("text", values));
    return this;
  }

  /** The texts as one array. */
  public Columns texts(Collection<String> values) throws SQLException {
    statement.setArray(++at, sql.createArrayOf("text", values.toArray()));
    return this;
  }

  /** A single text for all rows. */
  public Columns each(String value) throws SQLException {
    statement.setString(++at, value);
    return this;
  }
}
