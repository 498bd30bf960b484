package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.connection.Resumed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Parents are not written while their connection is paused, so nothing waits longer for them. */
@ApplicationScoped
public class PatienceForParents implements Resumed {

  private static final String LATER =
      """
      update waiting set since = least(?, since + (? - greatest(?, since)))
      where connection = ? and parent is not null and since < ?
      """;

  @Override
  public void resumed(Connection sql, String connection, Instant from, Instant to)
      throws SQLException {
    Timestamp end = Timestamp.from(to);
    Query.update(sql, LATER, end, end, Timestamp.from(from), connection, end);
  }
}
