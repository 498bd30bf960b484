package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Agents without admin rights may change the notes of an organization and nothing else. */
final class AgentRights {

  private static final Set<String> ALLOWED = Set.of("id", "notes");

  private final Account account;

  AgentRights(Account account) {
    this.account = account;
  }

  /** Refuses with 403, or drops what is not allowed, as the account's settings say. */
  void reduce(ApiCall call, ObjectNode body) {
    if (call.caller().user().isAdmin()) {
      return;
    }
    List<String> forbidden = new ArrayList<>();
    body.fieldNames().forEachRemaining(forbidden::add);
    forbidden.removeAll(ALLOWED);
    if (!forbidden.isEmpty() && !account.settings().agentWritesIgnored()) {
      throw Refusals.forbidden();
    }
    body.remove(forbidden);
  }
}
