package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Token;
import io.mlconnector.sandbox.zendesk.state.User;

/**
 * Who calls, and with what rights.
 *
 * @param token null when an API token let the caller in, which has all of its user's rights
 */
record Caller(User user, Token token) {

  void requireAdmin() {
    if (!user.isAdmin()) {
      throw Refusals.forbidden();
    }
  }

  /** An agent may change end users, but neither staff nor anybody's role. */
  void requireMayChange(User target, ObjectNode change) {
    boolean raises = change.hasNonNull("role") && !change.get("role").asText().equals("end-user");
    if (!user.isAdmin() && (raises || target != null && target.isStaff())) {
      throw Refusals.forbidden();
    }
  }
}
