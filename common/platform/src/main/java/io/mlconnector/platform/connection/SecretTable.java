package io.mlconnector.platform.connection;

import io.mlconnector.flow.sql.Transactions;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Secrets that were entered in clear, sealed one by one. */
@ApplicationScoped
class SecretTable implements Sealed {

  private final Transactions transactions;
  private final Vault vault;
  private final Clock clock;

  SecretTable(Transactions transactions, Vault vault, Clock clock) {
    this.transactions = transactions;
    this.vault = vault;
    this.clock = clock;
  }

  /** Leaves those that the draft keeps, and stores those that it gives. */
  void replace(Connection sql, Draft draft) throws SQLException {
    String connection = draft.document().id();
    Set<String> stay = new HashSet<>(draft.kept());
    stay.removeAll(draft.secrets().keySet());
    try (PreparedStatement delete =
        sql.prepareStatement(
            "delete from connection_secret where connection = ? and field <> all (?)")) {
      delete.setString(1, connection);
      delete.setArray(2, sql.createArrayOf("text", stay.toArray()));
      delete.executeUpdate();
    }
    for (Map.Entry<String, Secret> entry : draft.secrets().entrySet()) {
      put(sql, connection, entry.getKey(), entry.getValue());
      try (PreparedStatement entered =
          sql.prepareStatement(
              "update connection_secret set entered = ? where connection = ? and field = ?")) {
        entered.setTimestamp(1, Timestamp.from(clock.instant()));
        entered.setString(2, connection);
        entered.setString(3, entry.getKey());
        entered.executeUpdate();
      }
    }
  }

  /** When the stored secrets of a connection were entered, by field; absent where not known. */
  Map<String, Instant> entered(String connection) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select =
              sql.prepareStatement(
                  "select field, entered from connection_secret"
                      + " where connection = ? and entered is not null")) {
            select.setString(1, connection);
            Map<String, Instant> entered = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                entered.put(rows.getString(1), rows.getTimestamp(2).toInstant());
              }
            }
            return entered;
          }
        });
  }

  /** The sealed secrets of a connection by field. */
  Map<String, byte[]> of(String connection) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select =
              sql.prepareStatement(
                  "select field, sealed from connection_secret where connection = ?")) {
            select.setString(1, connection);
            Map<String, byte[]> sealed = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                sealed.put(rows.getString(1), rows.getBytes(2));
              }
            }
            return sealed;
          }
        });
  }

  @Override
  public List<SealedColumn> sealed() {
    return List.of(new SealedColumn("connection_secret", "sealed", "field"));
  }

  private void put(Connection sql, String connection, String field, Secret secret)
      throws SQLException {
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into connection_secret (connection, field, sealed) values (?, ?, ?)
            on conflict (connection, field) do update set sealed = excluded.sealed\
            """)) {
      upsert.setString(1, connection);
      upsert.setString(2, field);
      upsert.setBytes(3, vault.seal(secret, connection, field));
      upsert.executeUpdate();
    }
  }
}
