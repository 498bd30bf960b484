package io.mlconnector.flow.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One statement for a whole batch: lists are bound as arrays. Plans are kept to the indexes, for on
 * a table that was empty when a plan was made everything else is slow later.
 */
public final class Query {

  private static final String PIN =
      "set local enable_seqscan = off; set local enable_hashjoin = off;"
          + " set local enable_mergejoin = off";

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Query() {}

  /** Keeps the plans of this transaction to the indexes. */
  public static void pin(Connection sql) throws SQLException {
    try (Statement statement = sql.createStatement()) {
      statement.execute(PIN);
    }
  }

  public static int update(Connection sql, String text, Object... arguments) throws SQLException {
    try (PreparedStatement statement = bound(sql, text, arguments)) {
      return statement.executeUpdate();
    }
  }

  public static <T> List<T> list(Connection sql, Row<T> row, String text, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = bound(sql, text, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    }
  }

  public static long number(Connection sql, String text, Object... arguments) throws SQLException {
    return list(sql, row -> row.getLong(1), text, arguments).get(0);
  }

  /** One text per row, to be bound as an array; null stays null. */
  public static <T> List<String> texts(List<T> rows, Function<T, ?> column) {
    return rows.stream().map(column).map(value -> Objects.toString(value, null)).toList();
  }

  private static PreparedStatement bound(Connection sql, String text, Object... arguments)
      throws SQLException {
    PreparedStatement statement = sql.prepareStatement(text);
    try {
      for (int i = 0; i < arguments.length; i++) {
        Object argument = arguments[i];
        if (argument instanceof Collection<?> all) {
          statement.setArray(i + 1, sql.createArrayOf(type(all), all.toArray()));
        } else {
          statement.setObject(i + 1, argument);
        }
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static String type(Collection<?> all) {
    Object sample =
        all.stream().filter(Objects::nonNull).map(Object.class::cast).findFirst().orElse("");
    if (sample instanceof Long) {
      return "bigint";
    }
    if (sample instanceof Integer) {
      return "integer";
    }
    if (sample instanceof Boolean) {
      return "boolean";
    }
    if (sample instanceof OffsetDateTime) {
      return "timestamptz";
    }
    return "text";
  }
}
