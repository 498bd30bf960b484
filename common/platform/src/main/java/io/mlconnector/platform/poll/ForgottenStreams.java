package io.mlconnector.platform.poll;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.connection.Forgotten;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Removes where a deleted connection's streams stand, and what is known of their records. */
@ApplicationScoped
public class ForgottenStreams implements Forgotten {

  private static final List<String> TABLES =
      List.of(
          "stream_state", "source_record", "parked_read", "reread", "backfill", "held_removals");

  @Override
  public void forget(Connection sql, String connection) throws SQLException {
    for (String table : TABLES) {
      Query.update(sql, "delete from %s where connection = ?".formatted(table), connection);
    }
  }
}
