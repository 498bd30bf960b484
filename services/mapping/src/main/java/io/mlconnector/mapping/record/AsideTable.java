package io.mlconnector.mapping.record;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Reads, for people, what the mapping itself could not make a delivery of. */
final class AsideTable {

  private static final String PARKED =
      """
      select ref, record_key, route, route_version, reason, journey, sent_at from delivery_state
      where result = 'PARKED' and delivery is null and (? = '' or route = ?) and ref > ?
        and (? = '' or reason = ?)
      order by ref limit ?
      """;

  private static final String GROUPS =
      """
      select route, reason, count(*), min(sent_at), min(record_key) from delivery_state
      where result = 'PARKED' and delivery is null
      group by route, reason order by count(*) desc, route limit 200
      """;

  private static final String UNREADABLE =
      "select topic, part, off, key, reason, at from unreadable order by at desc limit ?";

  private AsideTable() {}

  /**
   * A record that a route made no delivery of.
   *
   * @param ref the target ref that it would have had
   */
  record Parked(
      String ref,
      String record,
      String route,
      int routeVersion,
      String reason,
      String journey,
      Instant since) {}

  /** A message that is no event. */
  record Unreadable(
      String topic, int partition, long offset, String key, String reason, Instant since) {}

  /**
   * Records that one route made no delivery of, for one reason.
   *
   * @param since of the oldest
   * @param sample one record
   */
  record Group(String route, String reason, long count, Instant since, String sample) {}

  static List<Group> groups(Connection sql) throws SQLException {
    return Query.list(
        sql,
        row ->
            new Group(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getTimestamp(4).toInstant(),
                row.getString(5)),
        GROUPS);
  }

  static List<Parked> parked(Connection sql, String route, String reason, String after, int limit)
      throws SQLException {
    return Query.list(
        sql,
        row ->
            new Parked(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant()),
        PARKED,
        route,
        route,
        after,
        reason,
        reason,
        limit);
  }

  static List<Unreadable> unreadable(Connection sql, int limit) throws SQLException {
    return Query.list(
        sql,
        row ->
            new Unreadable(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant()),
        UNREADABLE,
        limit);
  }
}
