package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.zendesk.state.Account;
import java.util.Optional;

/** Shows what a search found, as it is now: it may be newer than the index knows, or gone. */
final class SearchResults {

  private final Account account;

  SearchResults(Account account) {
    this.account = account;
  }

  Optional<ObjectNode> byId(long id) {
    Optional<ObjectNode> organization =
        account
            .organizations()
            .byId(id)
            .map(each -> account.views().organization(each).put("result_type", "organization"));
    return organization
        .or(
            () ->
                account
                    .users()
                    .byId(id)
                    .map(each -> account.views().user(each).put("result_type", "user")))
        .or(
            () ->
                account
                    .tickets()
                    .byId(id)
                    .map(each -> account.ticketViews().ticket(each).put("result_type", "ticket")));
  }
}
