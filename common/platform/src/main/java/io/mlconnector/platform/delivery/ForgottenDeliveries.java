package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.connection.Forgotten;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes a deleted connection's deliveries that have not come to an end. Its links stay: they say
 * which records of the target are ours, should a connection of the same id come back.
 */
@ApplicationScoped
public class ForgottenDeliveries implements Forgotten {

  private static final List<String> TABLES =
      List.of(
          "inbox",
          "waiting",
          "parked",
          "attempt",
          "vendor_job",
          "mass_change",
          "delivery_hold",
          "delivery_progress");

  @Override
  public void forget(Connection sql, String connection) throws SQLException {
    for (String table : TABLES) {
      Query.update(sql, "delete from %s where connection = ?".formatted(table), connection);
    }
  }
}
