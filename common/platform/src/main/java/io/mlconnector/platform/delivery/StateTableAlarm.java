package io.mlconnector.platform.delivery;

import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.connection.ConnectionStates;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps calls for attention because of tables in the connection's state, where people see them. */
@ApplicationScoped
class StateTableAlarm implements TableAlarm {

  private static final Log LOG = Log.of(StateTableAlarm.class);
  private static final String BY = "tables";

  private final ConnectionStates states;

  StateTableAlarm(ConnectionStates states) {
    this.states = states;
  }

  @Override
  public void needed(String connection, String reason) {
    if (states.needsAttention(connection, BY, reason)) {
      LOG.warn("A table needs attention", "connection", connection, "reason", reason);
    }
  }

  @Override
  public void over(String connection) {
    states.fine(connection, BY);
  }
}
