package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Rows that say: this write may be under way, or may have had its effect. */
final class Attempts {

  static final String OPEN =
      """
      insert into attempt (delivery, connection, ref, number, fence, deadline)
      select u.delivery, ?, u.ref, u.number, ?, now() + u.millis * interval '1 millisecond'
      from unnest(?::text[], ?::text[], ?::int[], ?::bigint[]) as u(delivery, ref, number, millis)
      on conflict (delivery) do update
        set number = excluded.number, fence = excluded.fence, started = excluded.started,
            deadline = excluded.deadline
      """;

  private Attempts() {}

  static void open(Connection sql, String connection, long fence, List<Step.Begun> begun)
      throws SQLException {
    if (!begun.isEmpty()) {
      Query.update(
          sql,
          OPEN,
          connection,
          fence,
          begun.stream().map(each -> each.item().delivery()).toList(),
          begun.stream().map(each -> each.item().ref()).toList(),
          begun.stream().map(Step.Begun::number).toList(),
          begun.stream().map(each -> each.timeout().toMillis()).toList());
    }
  }

  static void close(Connection sql, List<String> deliveries) throws SQLException {
    if (!deliveries.isEmpty()) {
      Query.update(
          sql,
          "delete from attempt a using unnest(?::text[]) u(delivery)"
              + " where a.delivery = u.delivery",
          deliveries);
    }
  }
}
