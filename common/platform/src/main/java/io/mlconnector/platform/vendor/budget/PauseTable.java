package io.mlconnector.platform.vendor.budget;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;

/** Keeps pauses in the database; writes only under the connection's lease. */
@ApplicationScoped
public class PauseTable {

  private static final Log LOG = Log.of(PauseTable.class);

  private final Transactions transactions;

  PauseTable(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The pauses of one connection, for its owner. */
  public Pauses of(String connection, Lease lease) {
    return new Pauses() {
      @Override
      public Optional<Pause> load() {
        return transactions.inTransaction(sql -> find(sql, connection));
      }

      /** A pause that cannot be kept still holds here; the next owner would learn it anew. */
      @Override
      public void save(Pause pause) {
        try {
          transactions.run(
              sql -> {
                lease.guard(sql);
                put(sql, connection, pause);
              });
        } catch (DatabaseUnavailable | LeaseLost e) {
          LOG.warn(e, "A pause that a vendor asked for is not kept", "connection", connection);
        }
      }
    };
  }

  private static Optional<Pause> find(Connection sql, String connection) throws SQLException {
    try (PreparedStatement query =
        sql.prepareStatement(
            "select until, status, words from vendor_pause where connection = ?")) {
      query.setString(1, connection);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Pause(row.getTimestamp(1).toInstant(), row.getInt(2), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  private static void put(Connection sql, String connection, Pause pause) throws SQLException {
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into vendor_pause (connection, until, status, words) values (?, ?, ?, ?)
            on conflict (connection) do update
            set until = excluded.until, status = excluded.status, words = excluded.words\
            """)) {
      upsert.setString(1, connection);
      upsert.setTimestamp(2, Timestamp.from(pause.until()));
      upsert.setInt(3, pause.status());
      upsert.setString(4, pause.words());
      upsert.executeUpdate();
    }
  }
}
