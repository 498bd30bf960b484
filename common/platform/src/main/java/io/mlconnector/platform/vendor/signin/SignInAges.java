package io.mlconnector.platform.vendor.signin;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How old tokens are, and how often connections sign in; known to every replica. */
@ApplicationScoped
public class SignInAges {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static final String ALL =
      """
      select s.connection, s.obtained, s.expires,
        (select count(*) from vendor_signed_in i
         where i.connection = s.connection and i.at > ?),
        (select count(*) from vendor_signed_in i
         where i.connection = s.connection and i.at > ?)
      from vendor_sign_in s\
      """;

  private final Transactions transactions;
  private final Clock clock;

  SignInAges(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * How old a token is.
   *
   * @param obtained when the newest one was got, also where it was given back; null for never
   * @param expires when it ends; null where there is none now, or only a refusal tells
   * @param inLastHour how many sign-ins there were
   * @param inLastDay the same
   */
  public record Age(Instant obtained, Instant expires, int inLastHour, int inLastDay) {
    public static final Age NONE = new Age(null, null, 0, 0);
  }

  /** By connection; those that never signed in, or whose calls carry the secret, are absent. */
  public Map<String, Age> all() {
    Instant now = clock.instant();
    return transactions.inTransaction(
        sql -> {
          Map<String, Age> all = new HashMap<>();
          Query.list(
              sql,
              row ->
                  all.put(
                      row.getString(1),
                      new Age(
                          instant(row.getTimestamp(2)),
                          instant(row.getTimestamp(3)),
                          row.getInt(4),
                          row.getInt(5))),
              ALL,
              Timestamp.from(now.minus(HOUR)),
              Timestamp.from(now.minus(DAY)));
          return all;
        });
  }

  /** Counts a sign-in where the token is another one than before; forgets those of other days. */
  static void noted(Connection sql, String connection, Instant obtained, Instant now)
      throws SQLException {
    if (obtained == null) {
      return;
    }
    int counted =
        Query.update(
            sql,
            """
            insert into vendor_signed_in (connection, at)
            select ?::text, ?::timestamptz where not exists
              (select 1 from vendor_sign_in where connection = ? and obtained = ?)
            """,
            connection,
            Timestamp.from(obtained),
            connection,
            Timestamp.from(obtained));
    if (counted > 0) {
      Query.update(
          sql,
          "delete from vendor_signed_in where connection = ? and at <= ?",
          connection,
          Timestamp.from(now.minus(DAY)));
    }
  }

  private static Instant instant(Timestamp stamp) {
    return stamp == null ? null : stamp.toInstant();
  }
}
