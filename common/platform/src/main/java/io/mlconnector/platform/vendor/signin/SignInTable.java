package io.mlconnector.platform.vendor.signin;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.Sealed;
import io.mlconnector.platform.connection.Vault;
import io.mlconnector.spi.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps sign-ins sealed in the database; writes only under the connection's lease. */
@ApplicationScoped
public class SignInTable implements Sealed {

  private static final String FIELD = "sign-in";

  private final Transactions transactions;
  private final Vault vault;
  private final Clock clock;

  SignInTable(Transactions transactions, Vault vault, Clock clock) {
    this.transactions = transactions;
    this.vault = vault;
    this.clock = clock;
  }

  /** The memory of one connection, for its owner. */
  public SignInMemory of(String connection, Lease lease) {
    return new SignInMemory() {
      @Override
      public Optional<SignInState> load() {
        return transactions.inTransaction(sql -> find(sql, connection));
      }

      @Override
      public void save(SignInState state) {
        transactions.run(
            sql -> {
              lease.guard(sql);
              put(sql, connection, state);
            });
      }
    };
  }

  /** A memory for a try of other credentials; nothing of it is kept unless somebody does. */
  public TrialMemory trial(String connection) {
    return TrialMemory.beside(transactions.inTransaction(sql -> find(sql, connection)));
  }

  private Optional<SignInState> find(Connection sql, String connection) throws SQLException {
    try (PreparedStatement query =
        sql.prepareStatement("select sealed from vendor_sign_in where connection = ?")) {
      query.setString(1, connection);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                CanonicalJson.read(
                    vault.open(row.getBytes(1), connection, FIELD).reveal(), SignInState.class))
            : Optional.empty();
      }
    }
  }

  /** Keeps it in a transaction of somebody who holds the connection's lease. */
  public void put(Connection sql, String connection, SignInState state) throws SQLException {
    SignInAges.noted(sql, connection, state.obtained(), clock.instant());
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into vendor_sign_in as s (connection, sealed, updated, obtained, expires)
            values (?, ?, ?, ?, ?)
            on conflict (connection) do update
            set sealed = excluded.sealed, updated = excluded.updated,
              obtained = coalesce(excluded.obtained, s.obtained), expires = excluded.expires\
            """)) {
      upsert.setString(1, connection);
      upsert.setBytes(2, vault.seal(new Secret(CanonicalJson.text(state)), connection, FIELD));
      upsert.setTimestamp(3, Timestamp.from(clock.instant()));
      upsert.setTimestamp(4, timestamp(state.obtained()));
      upsert.setTimestamp(5, timestamp(state.expires()));
      upsert.executeUpdate();
    }
  }

  private static Timestamp timestamp(Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  /** An owner that keeps a newer state meanwhile wins: it has sealed it with the newest key. */
  @Override
  public int resealAll() {
    Map<String, byte[]> all = transactions.inTransaction(SignInTable::all);
    all.forEach(
        (connection, before) -> {
          byte[] after = vault.seal(vault.open(before, connection, FIELD), connection, FIELD);
          transactions.run(sql -> replace(sql, connection, before, after));
        });
    return all.size();
  }

  private static Map<String, byte[]> all(Connection sql) throws SQLException {
    Map<String, byte[]> all = new HashMap<>();
    try (PreparedStatement query =
            sql.prepareStatement("select connection, sealed from vendor_sign_in");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.put(rows.getString(1), rows.getBytes(2));
      }
    }
    return all;
  }

  private static void replace(Connection sql, String connection, byte[] before, byte[] after)
      throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement(
            "update vendor_sign_in set sealed = ? where connection = ? and sealed = ?")) {
      update.setBytes(1, after);
      update.setString(2, connection);
      update.setBytes(3, before);
      update.executeUpdate();
    }
  }
}
