package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.Alert.Mute;
import io.mlconnector.console.alerts.Course.Change;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alerts in the database; one statement for any number of them. */
final class AlertTable {

  private static final String COLUMNS =
      """
      id, kind, place, connection, scope, severity, sentence, todo, link, since, seen, clear,
      opened, closed, first, measure, told_at, told, told_over, not_before, mute_by, mute_until,
      mute_reason
      """;

  private static final String KNOWN =
      "select " + COLUMNS + " from console_alert where closed is null or closed > ?";

  private static final String OPEN =
      "select "
          + COLUMNS
          + " from console_alert where closed is null and opened is not null and %s"
          + " order by severity desc, opened desc, id desc limit ?";

  private static final String PAST =
      "select "
          + COLUMNS
          + " from console_alert where closed is not null and (closed, id) < (?, ?) and %s"
          + " order by closed desc, id desc limit ?";

  private static final String ALL = "select " + COLUMNS + " from console_alert where id = any (?)";

  private static final String ONE = "select " + COLUMNS + " from console_alert where id = ? and %s";

  private static final String INSERT =
      """
      insert into console_alert (kind, place, connection, scope, severity, sentence, todo, link,
        since, seen, opened, first, measure, not_before)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      update console_alert set severity = ?, sentence = ?, todo = ?, link = ?, since = ?, seen = ?,
        clear = ?, opened = ?, closed = ?, first = ?, measure = ?, told_at = ?, told = ?,
        told_over = ?
      where id = ?
      """;

  private AlertTable() {}

  /** Those that are not over, and those that were over after that time. */
  static List<Alert> known(Connection sql, Instant after) throws SQLException {
    return Query.list(sql, AlertTable::read, KNOWN, utc(after));
  }

  /** Those that are open, the most urgent and newest first. */
  static List<Alert> open(Connection sql, Scope scope, int most) throws SQLException {
    return Query.list(sql, AlertTable::read, OPEN.formatted(seen(scope)), most);
  }

  /** Those that were over before another one, the newest first. */
  static List<Alert> past(Connection sql, Scope scope, Instant closed, long id, int most)
      throws SQLException {
    return Query.list(sql, AlertTable::read, PAST.formatted(seen(scope)), utc(closed), id, most);
  }

  /** Whoever does not see everything sees their connections, and services that are silent. */
  private static String seen(Scope scope) {
    return "(kind = '%s' or %s)".formatted(Kind.SILENT, scope.condition("connection"));
  }

  /** Those of these ids. */
  static List<Alert> all(Connection sql, List<Long> ids) throws SQLException {
    return Query.list(sql, AlertTable::read, ALL, ids);
  }

  static Optional<Alert> one(Connection sql, Scope scope, long id) throws SQLException {
    return Query.list(sql, AlertTable::read, ONE.formatted(seen(scope)), id).stream().findFirst();
  }

  /** Writes down what became of them; returns them with their ids. */
  static List<Alert> keep(Connection sql, Change change) throws SQLException {
    if (!change.dropped().isEmpty()) {
      Query.update(sql, "delete from console_alert where id = any (?)", change.dropped());
    }
    List<Alert> all = new ArrayList<>(insert(sql, change.made()));
    update(sql, change.kept());
    all.addAll(change.kept());
    return all;
  }

  private static List<Alert> insert(Connection sql, List<Alert> made) throws SQLException {
    if (made.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement insert = sql.prepareStatement(INSERT, new String[] {"id"})) {
      for (Alert each : made) {
        insert.setString(1, each.kind().name());
        insert.setString(2, each.place());
        insert.setString(3, each.connection());
        insert.setString(4, each.scope());
        insert.setString(5, each.severity().name());
        insert.setString(6, each.sentence());
        insert.setString(7, each.todo());
        insert.setString(8, each.link());
        stamp(insert, 9, each.since());
        stamp(insert, 10, each.seen());
        stamp(insert, 11, each.opened());
        insert.setObject(12, each.first(), Types.BIGINT);
        insert.setObject(13, each.measure(), Types.BIGINT);
        stamp(insert, 14, each.notBefore());
        insert.addBatch();
      }
      insert.executeBatch();
      List<Alert> all = new ArrayList<>();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        for (Alert each : made) {
          keys.next();
          all.add(each.numbered(keys.getLong(1)));
        }
      }
      return all;
    }
  }

  /** Writes down what changed of alerts that are there. */
  static void update(Connection sql, List<Alert> alerts) throws SQLException {
    try (PreparedStatement update = sql.prepareStatement(UPDATE)) {
      for (Alert each : alerts) {
        update.setString(1, each.severity().name());
        update.setString(2, each.sentence());
        update.setString(3, each.todo());
        update.setString(4, each.link());
        stamp(update, 5, each.since());
        stamp(update, 6, each.seen());
        stamp(update, 7, each.clear());
        stamp(update, 8, each.opened());
        stamp(update, 9, each.closed());
        update.setObject(10, each.first(), Types.BIGINT);
        update.setObject(11, each.measure(), Types.BIGINT);
        stamp(update, 12, each.toldAt());
        update.setString(13, each.told() == null ? null : each.told().name());
        update.setBoolean(14, each.toldOver());
        update.setLong(15, each.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** Mutes an open one, or with null lets it be heard again; false where it is not open. */
  static boolean mute(Connection sql, long id, Mute mute) throws SQLException {
    return Query.update(
            sql,
            "update console_alert set mute_by = ?::text, mute_until = ?::timestamptz,"
                + " mute_reason = ?::text where id = ? and opened is not null and closed is null",
            mute == null ? null : mute.by(),
            mute == null || mute.until() == null ? null : mute.until().toString(),
            mute == null ? null : mute.reason(),
            id)
        == 1;
  }

  /** Forgets those that were over before a time. */
  static void forget(Connection sql, Instant before) throws SQLException {
    Query.update(sql, "delete from console_alert where closed < ?", utc(before));
  }

  static Object utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(Timestamp stamp) {
    return stamp == null ? null : stamp.toInstant();
  }

  private static void stamp(PreparedStatement statement, int column, Instant at)
      throws SQLException {
    statement.setTimestamp(column, at == null ? null : Timestamp.from(at));
  }

  private static Alert read(ResultSet row) throws SQLException {
    String told = row.getString("told");
    String muted = row.getString("mute_by");
    return new Alert(
        row.getLong("id"),
        Kind.valueOf(row.getString("kind")),
        row.getString("place"),
        row.getString("connection"),
        row.getString("scope"),
        Severity.valueOf(row.getString("severity")),
        row.getString("sentence"),
        row.getString("todo"),
        row.getString("link"),
        instant(row.getTimestamp("since")),
        instant(row.getTimestamp("seen")),
        instant(row.getTimestamp("clear")),
        instant(row.getTimestamp("opened")),
        instant(row.getTimestamp("closed")),
        row.getObject("first", Long.class),
        row.getObject("measure", Long.class),
        instant(row.getTimestamp("told_at")),
        told == null ? null : Severity.valueOf(told),
        row.getBoolean("told_over"),
        instant(row.getTimestamp("not_before")),
        muted == null
            ? null
            : new Mute(
                instant(row.getTimestamp("mute_until")), muted, row.getString("mute_reason")));
  }

  /** How often webhooks were called in the last four weeks. */
  static List<Pace> paces(Connection sql) throws SQLException {
    return Query.list(
        sql,
        row ->
            new Pace(
                row.getString(1),
                row.getString(2),
                instant(row.getTimestamp(3)),
                instant(row.getTimestamp(4)),
                instant(row.getTimestamp(5)),
                Duration.ofSeconds(row.getLong(6))),
        """
        select connection, hook, max(last_called), max(seen), min(day)::timestamp at time zone 'UTC',
          max(longest)
        from console_alert_pace group by connection, hook
        """);
  }

  /** Writes down what today's calls say of the pace, and forgets what is older than four weeks. */
  static void pace(Connection sql, List<Pace> today, Instant now) throws SQLException {
    if (!today.isEmpty()) {
      Query.update(
          sql,
          """
          insert into console_alert_pace (connection, hook, day, longest, last_called, seen)
          select c, h, ?::date, l, t, s
          from unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
            as x(c, h, l, t, s)
          on conflict (connection, hook, day) do update
          set longest = greatest(console_alert_pace.longest, excluded.longest),
            last_called = excluded.last_called, seen = excluded.seen
          """,
          now.atOffset(ZoneOffset.UTC).toLocalDate(),
          Query.texts(today, Pace::connection),
          Query.texts(today, Pace::hook),
          today.stream().map(each -> each.longest().toSeconds()).toList(),
          today.stream().map(each -> each.lastCalled().atOffset(ZoneOffset.UTC)).toList(),
          today.stream().map(each -> each.seen().atOffset(ZoneOffset.UTC)).toList());
    }
    Query.update(
        sql,
        "delete from console_alert_pace where day < ?::date",
        now.minus(Duration.ofDays(28)).atOffset(ZoneOffset.UTC).toLocalDate());
  }
}
