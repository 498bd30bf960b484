package io.mlconnector.mapping.resync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** The table of work on all records of a route. */
final class Runs {

  private Runs() {}

  /** A run under way. */
  record Run(long id, String route, int version, Integer firstN, String cursor, long done) {}

  static long begin(
      Connection sql, String kind, String route, int version, Integer firstN, Instant at)
      throws SQLException {
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into run (kind, route, route_version, state, author, first_n, mark, started)
            values (?, ?, ?, 'RUNNING', 'mapping', ?,
              (select coalesce(max(mark), 0) from snapshot), ?)
            returning id
            """)) {
      insert.setString(1, kind);
      insert.setString(2, route);
      insert.setInt(3, version);
      insert.setObject(4, firstN, Types.INTEGER);
      insert.setTimestamp(5, Timestamp.from(at));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The oldest open run that no other replica is working on. */
  static Optional<Run> lockOpen(Connection sql, String kind) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            """
            select id, route, route_version, first_n, cursor, done from run
            where state = 'RUNNING' and kind = ? order by id limit 1 for update skip locked
            """)) {
      select.setString(1, kind);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        int firstN = row.getInt(4);
        boolean limited = !row.wasNull();
        return Optional.of(
            new Run(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                limited ? firstN : null,
                row.getString(5),
                row.getLong(6)));
      }
    }
  }

  static void advance(Connection sql, long id, String cursor, int more) throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement("update run set cursor = ?, done = done + ? where id = ?")) {
      update.setString(1, cursor);
      update.setInt(2, more);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  static void end(Connection sql, long id, String message, Instant at) throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement(
            "update run set state = 'DONE', message = ?, finished = ? where id = ?")) {
      update.setString(1, message);
      update.setTimestamp(2, Timestamp.from(at));
      update.setLong(3, id);
      update.executeUpdate();
    }
  }
}
