package io.mlconnector.mapping.adapter;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** What adapters said of connections, kept for when one of them is away. */
public final class SeenConnections {

  private static final String PUT =
      """
      insert into connection_seen as c (id, system, environment, seen) values (?, ?, ?, ?)
      on conflict (id) do update
        set system = excluded.system, environment = excluded.environment, seen = excluded.seen
        where c.system <> excluded.system or c.environment is distinct from excluded.environment
      """;

  private final Transactions transactions;

  public SeenConnections(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Keeps what an adapter says now. */
  public void saw(KnownConnection connection) {
    transactions.run(
        sql ->
            Query.update(
                sql,
                PUT,
                connection.id(),
                connection.system(),
                connection.environment(),
                Timestamp.from(Instant.now())));
  }

  /** What was said of the connection last. */
  public Optional<KnownConnection> last(String id) {
    return transactions.inTransaction(
        sql ->
            Query.list(
                    sql,
                    row ->
                        new KnownConnection(row.getString(1), row.getString(2), row.getString(3)),
                    "select id, system, environment from connection_seen where id = ?",
                    id)
                .stream()
                .findFirst());
  }
}
