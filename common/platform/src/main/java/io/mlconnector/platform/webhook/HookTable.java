package io.mlconnector.platform.webhook;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.Sealed;
import io.mlconnector.platform.connection.SealedColumn;
import io.mlconnector.platform.connection.Vault;
import io.mlconnector.spi.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of each hook: where the vendor calls it, by which secrets, and when it last did.
 */
@ApplicationScoped
class HookTable implements Sealed {

  private static final String FIELD = "hook/";

  private final Transactions transactions;
  private final Vault vault;
  private final Clock clock;

  HookTable(Transactions transactions, Vault vault, Clock clock) {
    this.transactions = transactions;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * One hook.
   *
   * @param address where the vendor was told to call; null where we did not tell it
   */
  record Known(URI address, Instant registered, Instant lastCalled) {}

  /** The hooks of a connection by name. */
  Map<String, Known> of(String connection) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select =
              sql.prepareStatement(
                  "select hook, address, registered, last_called from hook where connection = ?")) {
            select.setString(1, connection);
            Map<String, Known> hooks = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                String address = rows.getString(2);
                hooks.put(
                    rows.getString(1),
                    new Known(
                        address == null ? null : URI.create(address),
                        instant(rows.getTimestamp(3)),
                        instant(rows.getTimestamp(4))));
              }
            }
            return hooks;
          }
        });
  }

  /** When the hooks of all connections were set up, by connection and name. */
  Map<String, Map<String, Instant>> registered() {
    return transactions.inTransaction(
        sql -> {
          Map<String, Map<String, Instant>> all = new HashMap<>();
          Query.list(
              sql,
              row ->
                  all.computeIfAbsent(row.getString(1), any -> new HashMap<>())
                      .put(row.getString(2), row.getTimestamp(3).toInstant()),
              "select connection, hook, registered from hook where registered is not null");
          return all;
        });
  }

  /**
   * The secrets of a hook that the vendor gave us, the newest first.
   *
   * @throws CredentialUnavailable where there are some, and no key opens any of them
   */
  List<Secret> secrets(String connection, String hook) {
    return transactions.inTransaction(
        sql -> {
          List<CredentialUnavailable> lost = new ArrayList<>();
          List<Secret> secrets = secrets(sql, connection, hook, lost);
          if (secrets.isEmpty() && !lost.isEmpty()) {
            throw lost.get(0);
          }
          return secrets;
        });
  }

  private List<Secret> secrets(
      Connection sql, String connection, String hook, List<CredentialUnavailable> lost)
      throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            "select sealed, previous from hook where connection = ? and hook = ?")) {
      select.setString(1, connection);
      select.setString(2, hook);
      List<Secret> secrets = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          for (byte[] sealed : new byte[][] {row.getBytes(1), row.getBytes(2)}) {
            if (sealed != null) {
              try {
                secrets.add(vault.open(sealed, connection, field(hook)));
              } catch (CredentialUnavailable e) {
                lost.add(e);
              }
            }
          }
        }
      }
      return secrets;
    }
  }

  /**
   * Notes where the vendor calls from now on; a secret that is another one keeps the old beside it,
   * where that can still be opened.
   */
  void registered(Connection sql, String connection, String hook, URI address, Secret secret)
      throws SQLException {
    List<Secret> before = secrets(sql, connection, hook, new ArrayList<>());
    boolean same = !before.isEmpty() && before.get(0).equals(secret);
    Secret previous = same ? (before.size() > 1 ? before.get(1) : null) : first(before);
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into hook (connection, hook, address, sealed, previous, registered)
            values (?, ?, ?, ?, ?, ?)
            on conflict (connection, hook) do update
            set address = excluded.address, sealed = excluded.sealed,
                previous = excluded.previous, registered = excluded.registered
            """)) {
      upsert.setString(1, connection);
      upsert.setString(2, hook);
      upsert.setString(3, address.toString());
      upsert.setBytes(4, vault.seal(secret, connection, field(hook)));
      upsert.setBytes(5, previous == null ? null : vault.seal(previous, connection, field(hook)));
      upsert.setTimestamp(6, Timestamp.from(clock.instant()));
      upsert.executeUpdate();
    }
  }

  void forget(Connection sql, String connection, String hook) throws SQLException {
    try (PreparedStatement delete =
        sql.prepareStatement("delete from hook where connection = ? and hook = ?")) {
      delete.setString(1, connection);
      delete.setString(2, hook);
      delete.executeUpdate();
    }
  }

  /** Notes that a genuine call came. */
  void called(Connection sql, String connection, String hook) throws SQLException {
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into hook (connection, hook, last_called) values (?, ?, ?)
            on conflict (connection, hook) do update set last_called = excluded.last_called
            """)) {
      upsert.setString(1, connection);
      upsert.setString(2, hook);
      upsert.setTimestamp(3, Timestamp.from(clock.instant()));
      upsert.executeUpdate();
    }
  }

  @Override
  public List<SealedColumn> sealed() {
    return Stream.of("sealed", "previous")
        .map(column -> new SealedColumn("hook", column, "'" + FIELD + "' || hook"))
        .toList();
  }

  private static Secret first(List<Secret> secrets) {
    return secrets.isEmpty() ? null : secrets.get(0);
  }

  private static String field(String hook) {
    return FIELD + hook;
  }

  private static Instant instant(Timestamp stamp) {
    return stamp == null ? null : stamp.toInstant();
  }
}
