package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.AlertView.Told;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which channels people were told of alerts, and what their receivers answered. */
final class ToldTable {

  private static final String OF =
      """
      select n.alert, n.channel, n.what, n.at, n.message, m.sent, m.given_up, m.answer
      from console_alert_notice n left join console_alert_message m on m.id = n.message
      where n.alert = any (?) order by n.alert, n.id
      """;

  private record Row(long alert, Told told) {}

  private ToldTable() {}

  /** By the alert's id, the oldest first. */
  static Map<Long, List<Told>> of(Connection sql, List<Long> alerts) throws SQLException {
    Map<Long, List<Told>> all = new HashMap<>();
    if (!alerts.isEmpty()) {
      Query.list(sql, ToldTable::read, OF, alerts)
          .forEach(
              row -> all.computeIfAbsent(row.alert(), any -> new ArrayList<>()).add(row.told()));
    }
    return all;
  }

  private static Row read(ResultSet row) throws SQLException {
    Instant sent = AlertTable.instant(row.getTimestamp(6));
    String state =
        row.getString(5) == null
            ? "held"
            : sent != null ? "sent" : row.getTimestamp(7) != null ? "given up" : "waiting";
    return new Row(
        row.getLong(1),
        new Told(
            row.getString(2),
            row.getString(3),
            AlertTable.instant(row.getTimestamp(4)),
            sent,
            row.getString(8),
            state));
  }
}
