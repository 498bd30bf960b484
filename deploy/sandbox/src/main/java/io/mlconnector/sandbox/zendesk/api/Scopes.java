package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Token;
import java.util.List;
import java.util.Set;

/** What an OAuth token may do: broad words, or words for single resources. Vendor sheet A1. */
final class Scopes {

  /** Resources with words of their own; all others need the broad word. */
  private static final Set<String> RESOURCES =
      Set.of(
          "tickets",
          "users",
          "organizations",
          "apps",
          "triggers",
          "automations",
          "targets",
          "webhooks",
          "macros",
          "requests");

  private Scopes() {}

  /** Refuses with 403 what the token was not made for. */
  static void require(Token token, String method, List<String> path) {
    if (path.equals(List.of("oauth", "tokens", "current"))) {
      return;
    }
    String verb = method.equals("GET") ? "read" : "write";
    List<String> enough =
        RESOURCES.contains(path.get(0)) ? List.of(path.get(0) + ":" + verb, verb) : List.of(verb);
    if (enough.stream().noneMatch(token.scopes()::contains)) {
      throw Refusals.missingScope(enough);
    }
  }
}
