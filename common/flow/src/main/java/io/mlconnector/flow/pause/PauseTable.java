package io.mlconnector.flow.pause;

import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of what stands still in this service; every change is told to the other replicas. */
public final class PauseTable {

  static final String CHANNEL = "pause";

  private static final String COLUMNS = "scope, name, reason, author, since, until";
  private static final String TELL = "select count(pg_notify('" + CHANNEL + "', ''))";

  /** One that goes on keeps when it began. */
  private static final String PUT =
      """
      insert into pause as p (scope, name, reason, author, since, until)
      values (?, ?, ?, ?, ?, ?)
      on conflict (scope, name) do update
        set reason = excluded.reason, author = excluded.author, until = excluded.until,
            since = case when p.until <= excluded.since then excluded.since else p.since end
      """;

  private PauseTable() {}

  /** All, whether in force or not taken out yet; the longest first. */
  public static List<Pause> all(Connection sql) throws SQLException {
    return Query.list(
        sql, PauseTable::read, "select " + COLUMNS + " from pause order by since, scope, name");
  }

  /** Puts one in force, or gives the one that is another reason and end. */
  public static void put(Connection sql, Pause pause) throws SQLException {
    Query.update(
        sql,
        PUT,
        pause.scope().text(),
        pause.name(),
        pause.reason(),
        pause.author(),
        Timestamp.from(pause.since()),
        timestamp(pause.until()));
    Query.number(sql, TELL);
  }

  /** Takes one out; returns it where there was one. */
  public static Optional<Pause> end(Connection sql, Scope scope, String name) throws SQLException {
    List<Pause> ended =
        Query.list(
            sql,
            PauseTable::read,
            "delete from pause where scope = ? and name = ? returning " + COLUMNS,
            scope.text(),
            name);
    if (!ended.isEmpty()) {
      Query.number(sql, TELL);
    }
    return ended.stream().findFirst();
  }

  /** Takes out those whose end has come; of several replicas one gets them. */
  public static List<Pause> takeEnded(Connection sql, Instant now) throws SQLException {
    List<Pause> ended =
        Query.list(
            sql,
            PauseTable::read,
            "delete from pause where until <= ? returning " + COLUMNS,
            Timestamp.from(now));
    if (!ended.isEmpty()) {
      Query.number(sql, TELL);
    }
    return ended;
  }

  private static Pause read(ResultSet row) throws SQLException {
    Timestamp until = row.getTimestamp(6);
    return new Pause(
        Scope.of(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        until == null ? null : until.toInstant());
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
