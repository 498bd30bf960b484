package io.mlconnector.mapping.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
    try (PreparedStatement select = sql.prepareStatement(GROUPS);
        ResultSet rows = select.executeQuery()) {
      List<Group> groups = new ArrayList<>();
      while (rows.next()) {
        groups.add(
            new Group(
                rows.getString(1),
                rows.getString(2),
                rows.getLong(3),
                rows.getTimestamp(4).toInstant(),
                rows.getString(5)));
      }
      return groups;
    }
  }

  static List<Parked> parked(Connection sql, String route, String reason, String after, int limit)
      throws SQLException {
    try (PreparedStatement select = sql.prepareStatement(PARKED)) {
      select.setString(1, route);
      select.setString(2, route);
      select.setString(3, after);
      select.setString(4, reason);
      select.setString(5, reason);
      select.setInt(6, limit);
      List<Parked> parked = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          parked.add(
              new Parked(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getInt(4),
                  rows.getString(5),
                  rows.getString(6),
                  rows.getTimestamp(7).toInstant()));
        }
      }
      return parked;
    }
  }

  static List<Unreadable> unreadable(Connection sql, int limit) throws SQLException {
    try (PreparedStatement select = sql.prepareStatement(UNREADABLE)) {
      select.setInt(1, limit);
      List<Unreadable> messages = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          messages.add(
              new Unreadable(
                  rows.getString(1),
                  rows.getInt(2),
                  rows.getLong(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getTimestamp(6).toInstant()));
        }
      }
      return messages;
    }
  }
}
