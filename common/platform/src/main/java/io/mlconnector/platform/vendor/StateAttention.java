package io.mlconnector.platform.vendor;

import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.connection.ConnectionStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Keeps calls for attention in the connection's state, where people see them. */
@ApplicationScoped
class StateAttention implements Attention {

  private static final Log LOG = Log.of(StateAttention.class);
  private static final String BY = "sign-in";

  private final ConnectionStates states;
  private final String by;

  @Inject
  StateAttention(ConnectionStates states) {
    this(states, BY);
  }

  private StateAttention(ConnectionStates states, String by) {
    this.states = states;
    this.by = by;
  }

  @Override
  public Attention by(String who) {
    return new StateAttention(states, who);
  }

  @Override
  public void needed(String connection, String reason) {
    if (states.needsAttention(connection, by, reason)) {
      LOG.warn("A connection needs attention", "connection", connection, "reason", reason);
    }
  }

  @Override
  public void over(String connection) {
    if (states.fine(connection, by)) {
      LOG.info("A connection works again", "connection", connection);
    }
  }
}
