package io.mlconnector.platform.webhook;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.Sealed;
import io.mlconnector.platform.connection.SealedColumn;
import io.mlconnector.platform.connection.Vault;
import io.mlconnector.spi.Webhook.Call;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Accepted calls: stored once however often they are sent, and kept until they are dealt with. */
@ApplicationScoped
class WebhookInbox implements Sealed {

  static final String CHANNEL = "webhook";

  /** A stored call. */
  record Row(long id, String connection, String hook, String journey, int tries, byte[] sealed) {}

  private final Transactions transactions;
  private final Vault vault;
  private final Clock clock;

  WebhookInbox(Transactions transactions, Vault vault, Clock clock) {
    this.transactions = transactions;
    this.vault = vault;
    this.clock = clock;
  }

  /** Stores a call within the caller's transaction; false where it was stored before. */
  boolean add(
      Connection sql, String connection, String hook, String delivery, String journey, Call call)
      throws SQLException {
    try (PreparedStatement seen =
        sql.prepareStatement(
            """
            insert into webhook_seen (connection, hook, delivery, seen) values (?, ?, ?, ?)
            on conflict do nothing\
            """)) {
      seen.setString(1, connection);
      seen.setString(2, hook);
      seen.setString(3, delivery);
      seen.setTimestamp(4, now());
      if (seen.executeUpdate() == 0) {
        return false;
      }
    }
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into webhook_inbox
              (connection, hook, delivery, journey, received, sealed, next_try)
            values (?, ?, ?, ?, ?, ?, ?)\
            """)) {
      insert.setString(1, connection);
      insert.setString(2, hook);
      insert.setString(3, delivery);
      insert.setString(4, journey);
      insert.setTimestamp(5, now());
      insert.setBytes(6, SealedCall.seal(vault, connection, hook, call));
      insert.setTimestamp(7, now());
      insert.executeUpdate();
    }
    try (PreparedStatement notify = sql.prepareStatement("select pg_notify(?, ?)")) {
      notify.setString(1, CHANNEL);
      notify.setString(2, connection);
      notify.execute();
    }
    return true;
  }

  /** The oldest calls that are due. */
  List<Row> due(String connection, int limit) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select =
              sql.prepareStatement(
                  """
                  select id, connection, hook, journey, tries, sealed from webhook_inbox
                  where connection = ? and next_try <= ? order by id limit ?\
                  """)) {
            select.setString(1, connection);
            select.setTimestamp(2, now());
            select.setInt(3, limit);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
              while (found.next()) {
                rows.add(
                    new Row(
                        found.getLong(1),
                        found.getString(2),
                        found.getString(3),
                        found.getString(4),
                        found.getInt(5),
                        found.getBytes(6)));
              }
            }
            return rows;
          }
        });
  }

  /** Removes a call that was dealt with. */
  void done(Lease lease, Row row) {
    transactions.run(
        sql -> {
          lease.guard(sql);
          try (PreparedStatement delete =
              sql.prepareStatement("delete from webhook_inbox where id = ?")) {
            delete.setLong(1, row.id());
            delete.executeUpdate();
          }
        });
  }

  /**
   * Keeps a call that could not be dealt with.
   *
   * @param problem why, for people; without the call's contents
   * @param again when to try again; null for when a person says so
   */
  void keep(Lease lease, Row row, String problem, Instant again) {
    transactions.run(
        sql -> {
          lease.guard(sql);
          try (PreparedStatement update =
              sql.prepareStatement(
                  """
                  update webhook_inbox set tries = tries + 1, problem = ?, next_try = ?
                  where id = ?\
                  """)) {
            update.setString(1, problem);
            update.setTimestamp(2, again == null ? null : Timestamp.from(again));
            update.setLong(3, row.id());
            update.executeUpdate();
          }
        });
  }

  /** Forgets deliveries that were accepted longer ago than that. */
  int forget(Duration remember) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement delete =
              sql.prepareStatement("delete from webhook_seen where seen < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(remember)));
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public List<SealedColumn> sealed() {
    return List.of(
        new SealedColumn("webhook_inbox", "sealed", "'" + SealedCall.FIELD + "' || hook"));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
