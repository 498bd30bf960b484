package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a connection's deliveries have come, as its owner saw it last; shown while some are left.
 *
 * @param since when the first of them were there, or their owner began
 * @param at when this was seen
 * @param done how many came to their end since then
 * @param left how many have not
 * @param secondsLeft how long those will take, by the last minutes and what the vendor's budgets
 *     let pass in them; null while nothing tells
 */
public record DeliveryProgress(Instant since, Instant at, long done, long left, Long secondsLeft) {

  private static final String PUT =
      """
      insert into delivery_progress as p (connection, since, at, done, remaining, seconds_left)
      values (?, now(), now(), ?, ?, ?::bigint)
      on conflict (connection) do update
        set at = now(), done = excluded.done, remaining = excluded.remaining,
            seconds_left = excluded.seconds_left,
            since = case when excluded.done < p.done then now() else p.since end
      """;

  private static final String ALL =
      "select connection, since, at, done, remaining, seconds_left from delivery_progress";

  /** Of all connections of which some are left, by connection. */
  public static Map<String, DeliveryProgress> all(Transactions transactions) {
    return transactions.inTransaction(
        sql -> {
          Map<String, DeliveryProgress> all = new HashMap<>();
          Query.list(
              sql,
              row ->
                  all.put(
                      row.getString(1),
                      new DeliveryProgress(
                          row.getTimestamp(2).toInstant(),
                          row.getTimestamp(3).toInstant(),
                          row.getLong(4),
                          row.getLong(5),
                          row.getObject(6, Long.class))),
              ALL);
          return all;
        });
  }

  static int put(Connection sql, String connection, Pace.Progress progress) throws SQLException {
    Duration time = progress.time();
    return Query.update(
        sql,
        PUT,
        connection,
        progress.done(),
        progress.left(),
        time == null ? null : time.toSeconds());
  }

  static int clear(Connection sql, String connection) throws SQLException {
    return Query.update(sql, "delete from delivery_progress where connection = ?", connection);
  }
}
