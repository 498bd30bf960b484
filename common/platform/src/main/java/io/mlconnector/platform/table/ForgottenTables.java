package io.mlconnector.platform.table;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.connection.Forgotten;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Removes the rows of a deleted connection's tables, and all that is kept of them. */
@ApplicationScoped
public class ForgottenTables implements Forgotten {

  @Override
  public void forget(Connection sql, String connection) throws SQLException {
    List<Long> tables =
        Query.list(
            sql,
            row -> row.getLong(1),
            "select id from table_object where connection = ?",
            connection);
    if (tables.isEmpty()) {
      return;
    }
    Query.update(
        sql,
        "delete from table_batch_row b using table_batch o"
            + " where o.connection = ? and b.batch = o.id",
        connection);
    for (String rows : List.of("table_row", "table_batch", "table_total", "table_staged")) {
      Query.update(
          sql,
          "delete from %s r using unnest(?::bigint[]) u(id) where r.table_id = u.id"
              .formatted(rows),
          tables);
    }
    Query.update(sql, "delete from table_object where connection = ?", connection);
  }
}
