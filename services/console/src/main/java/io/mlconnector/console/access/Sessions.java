package io.mlconnector.console.access;

import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.flow.access.Rights;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is signed in by name and password, in the database, so that any replica knows them and a
 * restart forgets nobody. Of a session's token only a digest is kept.
 */
@ApplicationScoped
public class Sessions {

  /** However busy, a session ends after this. */
  static final Duration LONGEST = Duration.ofHours(12);

  private static final String SEEN =
      """
      update console_session set seen = ?
      where token = ? and seen > ? and created > ?
      returning name, role, connections
      """;

  private final Transactions transactions;
  private final ConsoleConfig config;
  private final Clock clock;

  public Sessions(Transactions transactions, ConsoleConfig config, Clock clock) {
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** A new session; returns its token, which is not kept. */
  String begin(Rights rights) {
    String token = Digests.random();
    Timestamp now = Timestamp.from(clock.instant());
    transactions.run(
        sql -> {
          try (PreparedStatement insert =
              sql.prepareStatement(
                  "insert into console_session (token, name, role, created, seen, connections)"
                      + " values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, Digests.hex(token));
            insert.setString(2, rights.name());
            insert.setString(3, rights.role().orElseThrow().text());
            insert.setTimestamp(4, now);
            insert.setTimestamp(5, now);
            insert.setString(6, rights.scope().text());
            insert.executeUpdate();
          }
        });
    return token;
  }

  /** Whose session it is; empty where it is unknown, was ended, or was idle for too long. */
  Optional<Rights> of(String token) {
    Instant now = clock.instant();
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement update = sql.prepareStatement(SEEN)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, Digests.hex(token));
            update.setTimestamp(3, Timestamp.from(now.minus(config.sessionIdle())));
            update.setTimestamp(4, Timestamp.from(now.minus(LONGEST)));
            try (ResultSet row = update.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Rights(
                          row.getString(1),
                          Role.highest(List.of(row.getString(2))),
                          Scope.parse(row.getString(3))))
                  : Optional.empty();
            }
          }
        });
  }

  void end(String token) {
    transactions.run(
        sql -> {
          try (PreparedStatement delete =
              sql.prepareStatement("delete from console_session where token = ?")) {
            delete.setString(1, Digests.hex(token));
            delete.executeUpdate();
          }
        });
  }

  /** Forgets those that are over. */
  @Scheduled(every = "1h", delayed = "2m")
  void forget() {
    transactions.run(
        sql -> {
          try (PreparedStatement delete =
              sql.prepareStatement("delete from console_session where seen < ? or created < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(config.sessionIdle())));
            delete.setTimestamp(2, Timestamp.from(clock.instant().minus(LONGEST)));
            delete.executeUpdate();
          }
        });
  }
}
