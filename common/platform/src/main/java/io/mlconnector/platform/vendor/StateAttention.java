package io.mlconnector.platform.vendor;

import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.connection.ConnectionStates;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps calls for attention in the connection's state, where people see them. */
@ApplicationScoped
class StateAttention implements Attention {

  private static final Log LOG = Log.of(StateAttention.class);
  private static final String BY = "sign-in";

  private final ConnectionStates states;

  StateAttention(ConnectionStates states) {
    this.states = states;
  }

  @Override
  public void needed(String connection, String reason) {
    if (states.needsAttention(connection, BY, reason)) {
      LOG.warn("A connection needs attention", "connection", connection, "reason", reason);
    }
  }

  @Override
  public void over(String connection) {
    states.fine(connection, BY);
    LOG.info("A connection works again", "connection", connection);
  }
}
