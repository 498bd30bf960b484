package io.mlconnector.platform.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionState.FailedConsent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps what was last seen of connections. A change of the document takes every call for attention
 * back; apart from that, whoever called does.
 */
@ApplicationScoped
public class ConnectionStates {

  private final Transactions transactions;
  private final ConnectionNews news;
  private final Clock clock;

  ConnectionStates(Transactions transactions, ConnectionNews news, Clock clock) {
    this.transactions = transactions;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Calls for a person.
   *
   * @param by who calls, such as {@code sign-in}; a later call of another replaces this one
   * @param reason what is wrong and what to do, without secrets
   * @return whether this is news
   */
  public boolean needsAttention(String connection, String by, String reason) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement upsert =
              sql.prepareStatement(
                  """
                  insert into connection_state as s
                    (connection, attention, attention_since, attention_by)
                  select id, ?, ?, ? from connection where id = ?
                  on conflict (connection) do update set attention = excluded.attention,
                    attention_since = excluded.attention_since,
                    attention_by = excluded.attention_by
                  where s.attention is distinct from excluded.attention\
                  """)) {
            upsert.setString(1, reason);
            upsert.setTimestamp(2, Timestamp.from(clock.instant()));
            upsert.setString(3, by);
            upsert.setString(4, connection);
            if (upsert.executeUpdate() == 0) {
              return false;
            }
            news.needsAttention(sql, connection, reason);
            return true;
          }
        });
  }

  /**
   * Takes a call for attention back, where it was the same caller's.
   *
   * @return whether it was
   */
  public boolean fine(String connection, String by) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement update =
              sql.prepareStatement(
                  """
                  update connection_state
                  set attention = null, attention_since = null, attention_by = null
                  where connection = ? and attention_by = ?\
                  """)) {
            update.setString(1, connection);
            update.setString(2, by);
            return update.executeUpdate() > 0;
          }
        });
  }

  /** Keeps the newest check. */
  public void pinged(String connection, Object ping) {
    transactions.run(
        sql -> {
          try (PreparedStatement upsert =
              sql.prepareStatement(
                  """
                  insert into connection_state (connection, ping)
                  select id, ?::jsonb from connection where id = ?
                  on conflict (connection) do update set ping = excluded.ping\
                  """)) {
            upsert.setString(1, CanonicalJson.text(ping));
            upsert.setString(2, connection);
            upsert.executeUpdate();
          }
        });
  }

  /** Keeps why a consent came to nothing, without secrets. */
  public void consentFailed(String connection, String cause) {
    consent(connection, CanonicalJson.text(new FailedConsent(clock.instant(), cause)));
  }

  /** A consent became a sign-in. */
  public void consented(String connection) {
    consent(connection, null);
  }

  private void consent(String connection, String failed) {
    transactions.run(
        sql ->
            Query.update(
                sql,
                """
                insert into connection_state (connection, consent)
                select id, ?::jsonb from connection where id = ?
                on conflict (connection) do update set consent = excluded.consent
                """,
                failed,
                connection));
  }

  /** What was last seen of a connection. */
  public ConnectionState of(String connection) {
    return all().getOrDefault(connection, ConnectionState.NONE);
  }

  /** What was last seen, by connection; those of which nothing was seen yet are absent. */
  public Map<String, ConnectionState> all() {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select =
                  sql.prepareStatement(
                      """
                      select connection, attention, attention_since, attention_by, ping, consent
                      from connection_state\
                      """);
              ResultSet rows = select.executeQuery()) {
            Map<String, ConnectionState> states = new HashMap<>();
            while (rows.next()) {
              states.put(rows.getString(1), read(rows));
            }
            return states;
          }
        });
  }

  private static ConnectionState read(ResultSet rows) throws SQLException {
    Timestamp since = rows.getTimestamp(3);
    String ping = rows.getString(5);
    String consent = rows.getString(6);
    return new ConnectionState(
        rows.getString(2),
        since == null ? null : since.toInstant(),
        rows.getString(4),
        ping == null ? null : CanonicalJson.read(ping, JsonNode.class),
        consent == null ? null : CanonicalJson.read(consent, FailedConsent.class));
  }
}
