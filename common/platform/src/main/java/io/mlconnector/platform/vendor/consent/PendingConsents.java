package io.mlconnector.platform.vendor.consent;

import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.Sealed;
import io.mlconnector.platform.connection.SealedColumn;
import io.mlconnector.platform.connection.Vault;
import io.mlconnector.platform.vendor.signin.Digest;
import io.mlconnector.spi.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Consents under way, in the database, so that any replica can go on with them. Tickets, states and
 * cookies are kept as digests only; each works once.
 */
@ApplicationScoped
public class PendingConsents implements Sealed {

  static final Duration LIFE = Duration.ofMinutes(10);

  private static final String FIELD = "consent";

  private final Transactions transactions;
  private final Vault vault;
  private final Clock clock;

  PendingConsents(Transactions transactions, Vault vault, Clock clock) {
    this.transactions = transactions;
    this.vault = vault;
    this.clock = clock;
  }

  /** A new one, which the holder of the ticket may start; those that are over go. */
  void begin(Secret ticket, String connection, String starter) {
    Instant now = clock.instant();
    transactions.run(
        sql -> {
          try (PreparedStatement old =
              sql.prepareStatement("delete from vendor_consent where expires < ?")) {
            old.setTimestamp(1, Timestamp.from(now));
            old.executeUpdate();
          }
          try (PreparedStatement insert =
              sql.prepareStatement(
                  "insert into vendor_consent (ticket, connection, starter, expires)"
                      + " values (?, ?, ?, ?)")) {
            insert.setString(1, digest(ticket));
            insert.setString(2, connection);
            insert.setString(3, starter);
            insert.setTimestamp(4, Timestamp.from(now.plus(LIFE)));
            insert.executeUpdate();
          }
        });
  }

  /** The connection that a ticket is for, where nobody has started it yet. */
  Optional<String> connectionOf(Secret ticket) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement query =
              sql.prepareStatement(
                  "select connection from vendor_consent"
                      + " where ticket = ? and state is null and expires > ?")) {
            query.setString(1, digest(ticket));
            query.setTimestamp(2, Timestamp.from(clock.instant()));
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** Starts it for one browser; false where another one was faster. */
  boolean start(Secret ticket, String connection, Secret state, Secret cookie, Secret verifier) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement update =
              sql.prepareStatement(
                  "update vendor_consent set state = ?, browser = ?, sealed = ?"
                      + " where ticket = ? and state is null and expires > ?")) {
            update.setString(1, digest(state));
            update.setString(2, digest(cookie));
            update.setBytes(3, verifier == null ? null : vault.seal(verifier, connection, FIELD));
            update.setString(4, digest(ticket));
            update.setTimestamp(5, Timestamp.from(clock.instant()));
            return update.executeUpdate() == 1;
          }
        });
  }

  /** What a state belongs to; it stays usable. */
  Optional<PendingConsent> find(Secret state) {
    return transactions.inTransaction(
        sql ->
            read(
                sql,
                "select connection, starter, browser, sealed, expires from vendor_consent"
                    + " where state = ?",
                state));
  }

  /** What a state belongs to, for the last time. */
  Optional<PendingConsent> take(Secret state) {
    return transactions.inTransaction(
        sql ->
            read(
                sql,
                "delete from vendor_consent where state = ?"
                    + " returning connection, starter, browser, sealed, expires",
                state));
  }

  private Optional<PendingConsent> read(Connection sql, String text, Secret state)
      throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(text)) {
      statement.setString(1, digest(state));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String connection = row.getString(1);
        byte[] kept = row.getBytes(4);
        return Optional.of(
            new PendingConsent(
                connection,
                row.getString(2),
                row.getString(3),
                kept == null ? null : vault.open(kept, connection, FIELD),
                row.getTimestamp(5).toInstant()));
      }
    }
  }

  @Override
  public List<SealedColumn> sealed() {
    return List.of(new SealedColumn("vendor_consent", "sealed", "'" + FIELD + "'"));
  }

  static String digest(Secret secret) {
    return Digest.of("consent", secret.reveal());
  }
}
