package io.mlconnector.platform.webhook;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What people see of calls that are not dealt with yet, and what they decide about them. */
@ApplicationScoped
public class WaitingCalls {

  /**
   * A call that waits.
   *
   * @param problem why it was not dealt with; null where it was not tried yet
   * @param next when it is tried again; null where it is parked until a person decides
   */
  public record WaitingCall(
      long id,
      String hook,
      String delivery,
      String journey,
      Instant received,
      int tries,
      String problem,
      Instant next) {}

  private final Transactions transactions;
  private final Clock clock;

  WaitingCalls(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Calls of a connection, the oldest first.
   *
   * @param after the last id of the page before
   */
  List<WaitingCall> of(String connection, long after, int limit) {
    return transactions.inTransaction(
        sql ->
            Query.list(
                sql,
                WaitingCalls::read,
                """
                select id, hook, delivery, journey, received, tries, problem, next_try
                from webhook_inbox where connection = ? and id > ? order by id limit ?\
                """,
                connection,
                after,
                limit));
  }

  /**
   * Calls that wait for one reason.
   *
   * @param problem null where they were not tried yet
   * @param parked whether they wait for a person
   * @param since when the oldest came
   * @param first the oldest one's id
   */
  public record Group(
      String hook, String problem, boolean parked, long count, Instant since, long first) {}

  /** How many wait for which reason, the most first, 200 reasons at most. */
  List<Group> groups(String connection) {
    return transactions.inTransaction(
        sql ->
            Query.list(
                sql,
                row ->
                    new Group(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant(),
                        row.getLong(6)),
                """
                select hook, problem, next_try is null, count(*), min(received), min(id)
                from webhook_inbox where connection = ?
                group by 1, 2, 3 order by count(*) desc, min(id) limit 200\
                """,
                connection));
  }

  /** Has all parked calls tried again now; returns how many. */
  int retryParked(String connection) {
    return transactions.inTransaction(
        sql ->
            Query.update(
                sql,
                "update webhook_inbox set next_try = ? where connection = ? and next_try is null",
                Timestamp.from(clock.instant()),
                connection));
  }

  /** Has a call tried again now; false where there is none. */
  boolean retry(String connection, long id) {
    return change(
        "update webhook_inbox set next_try = ? where connection = ? and id = ?", connection, id);
  }

  /** Drops a parked call for good; false where there is none that is parked. */
  boolean dismiss(String connection, long id) {
    return change(
        "delete from webhook_inbox where received <= ? and connection = ? and id = ?"
            + " and next_try is null",
        connection,
        id);
  }

  private boolean change(String statement, String connection, long id) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement change = sql.prepareStatement(statement)) {
            change.setTimestamp(1, Timestamp.from(clock.instant()));
            change.setString(2, connection);
            change.setLong(3, id);
            return change.executeUpdate() == 1;
          }
        });
  }

  private static WaitingCall read(ResultSet rows) throws SQLException {
    Timestamp next = rows.getTimestamp(8);
    return new WaitingCall(
        rows.getLong(1),
        rows.getString(2),
        rows.getString(3),
        rows.getString(4),
        rows.getTimestamp(5).toInstant(),
        rows.getInt(6),
        rows.getString(7),
        next == null ? null : next.toInstant());
  }
}
