package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Tells the owners of connections, on whichever replica, that there is something new for them. */
final class InboxSignal {

  static final String CHANNEL = "mlconnector_inbox";

  private InboxSignal() {}

  /** One notification for all of them, sent when the transaction commits. */
  static void send(Connection sql, Collection<String> connections) throws SQLException {
    if (!connections.isEmpty()) {
      Query.list(
          sql,
          row -> null,
          "select pg_notify(?, substr(string_agg(c, ' '), 1, 7000)) from unnest(?::text[]) c",
          CHANNEL,
          List.copyOf(connections));
    }
  }
}
