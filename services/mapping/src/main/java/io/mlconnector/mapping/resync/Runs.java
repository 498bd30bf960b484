package io.mlconnector.mapping.resync;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
    return Query.number(
        sql,
        """
        insert into run (kind, route, route_version, state, author, first_n, mark, started)
        values (?, ?, ?, 'RUNNING', 'mapping', ?,
          (select coalesce(max(mark), 0) from snapshot), ?)
        returning id
        """,
        kind,
        route,
        version,
        firstN,
        Timestamp.from(at));
  }

  /** The oldest open run that no other replica is working on. */
  static Optional<Run> lockOpen(Connection sql, String kind) throws SQLException {
    return Query.list(
            sql,
            Runs::run,
            """
            select id, route, route_version, first_n, cursor, done from run
            where state = 'RUNNING' and kind = ? order by id limit 1 for update skip locked
            """,
            kind)
        .stream()
        .findFirst();
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong(1),
        row.getString(2),
        row.getInt(3),
        row.getObject(4, Integer.class),
        row.getString(5),
        row.getLong(6));
  }

  static void advance(Connection sql, long id, String cursor, int more) throws SQLException {
    Query.update(sql, "update run set cursor = ?, done = done + ? where id = ?", cursor, more, id);
  }

  static void end(Connection sql, long id, String message, Instant at) throws SQLException {
    Query.update(
        sql,
        "update run set state = 'DONE', message = ?, finished = ? where id = ?",
        message,
        Timestamp.from(at),
        id);
  }
}
