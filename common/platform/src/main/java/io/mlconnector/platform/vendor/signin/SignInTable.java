package io.mlconnector.platform.vendor.signin;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.Sealed;
import io.mlconnector.platform.connection.SealedColumn;
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
import java.util.List;
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

  /**
   * A memory for a try of other credentials; nothing of it is kept unless somebody does. What no
   * key opens any more is not in it.
   */
  public TrialMemory trial(String connection) {
    return TrialMemory.beside(
        transactions.inTransaction(
            sql -> {
              try {
                return find(sql, connection);
              } catch (CredentialUnavailable e) {
                return Optional.empty();
              }
            }));
  }

  /** What no key opens is forgotten once a person has given a credential again. */
  private Optional<SignInState> find(Connection sql, String connection) throws SQLException {
    try (PreparedStatement query =
        sql.prepareStatement(
            """
            select s.sealed, exists (select 1 from connection_secret c
              where c.connection = s.connection and c.entered > s.updated)
            from vendor_sign_in s where s.connection = ?\
            """)) {
      query.setString(1, connection);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        try {
          String clear = vault.open(row.getBytes(1), connection, FIELD).reveal();
          return Optional.of(CanonicalJson.read(clear, SignInState.class));
        } catch (CredentialUnavailable e) {
          if (row.getBoolean(2)) {
            return Optional.empty();
          }
          throw e;
        }
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

  @Override
  public List<SealedColumn> sealed() {
    return List.of(new SealedColumn("vendor_sign_in", "sealed", "'" + FIELD + "'"));
  }
}
