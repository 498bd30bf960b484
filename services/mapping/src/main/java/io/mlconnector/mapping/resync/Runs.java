package io.mlconnector.mapping.resync;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.mapping.record.Snapshots;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of work on all records of a route. */
final class Runs {

  private Runs() {}

  /**
   * A run under way.
   *
   * @param sinceMark only records that changed after that mark; null for all
   */
  record Run(
      long id,
      String route,
      int version,
      Integer firstN,
      String cursor,
      long done,
      Long sinceMark) {}

  static long begin(
      Connection sql, String kind, String route, int version, Integer firstN, Long mark, Instant at)
      throws SQLException {
    return Query.number(
        sql,
        """
        insert into run (kind, route, route_version, state, author, first_n, since_mark, mark, started)
        values (?, ?, ?, 'RUNNING', 'mapping', ?, ?::bigint,
          (select coalesce(max(mark), 0) from snapshot), ?)
        returning id
        """,
        kind,
        route,
        version,
        firstN,
        mark,
        Timestamp.from(at));
  }

  /** The oldest open run that no other replica is working on. */
  static Optional<Run> lockOpen(Connection sql, String kind) throws SQLException {
    return Query.list(
            sql,
            Runs::run,
            """
            select id, route, route_version, first_n, cursor, done, since_mark from run
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
        row.getLong(6),
        row.getObject(7, Long.class));
  }

  /** Notes how many records there are to do, when the work begins. */
  static void count(Connection sql, Run run, String connection, String entity) throws SQLException {
    if (!run.cursor().isEmpty()) {
      return;
    }
    String first = Snapshots.prefix(connection, entity);
    Query.update(
        sql,
        """
        update run set total = (select count(*) from snapshot
          where record_key > ? and record_key < ? and state <> 'ERASED') where id = ?
        """,
        first,
        Snapshots.end(first),
        run.id());
  }

  /**
   * A run as people see it.
   *
   * @param done how many records it has sent
   * @param total how many there are to send; null before it begins
   */
  record Progress(
      long id, String kind, String route, int version, long done, Long total, Instant started) {}

  /** Those under way, the oldest first. */
  static List<Progress> open(Connection sql) throws SQLException {
    return Query.list(
        sql,
        row ->
            new Progress(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getLong(5),
                row.getObject(6, Long.class),
                row.getTimestamp(7).toInstant()),
        """
        select id, kind, route, route_version, done,
               case when first_n < total then first_n else total end, started
        from run where state = 'RUNNING' order by id limit 100
        """);
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
