package io.mlconnector.platform.webhook;

import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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

  /** The oldest ones of a connection. */
  List<WaitingCall> of(String connection, int limit) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select =
              sql.prepareStatement(
                  """
                  select id, hook, delivery, journey, received, tries, problem, next_try
                  from webhook_inbox where connection = ? order by id limit ?\
                  """)) {
            select.setString(1, connection);
            select.setInt(2, limit);
            List<WaitingCall> calls = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                calls.add(read(rows));
              }
            }
            return calls;
          }
        });
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
