package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.SearchQuery;
import java.util.List;

/** {@code /search}: late by the index lag, and never more than 1,000 results. Sheet A4. */
final class SearchApi {

  private static final int MOST_RESULTS = 1000;

  private final Account account;
  private final Paging paging;
  private final SearchResults records;

  SearchApi(Account account, Paging paging) {
    this.account = account;
    this.paging = paging;
    this.records = new SearchResults(account);
  }

  void mount(Routes routes) {
    routes.get("search", this::search);
    routes.get("search/count", this::count);
  }

  private Reply count(ApiCall call) {
    return Reply.json(200, SandboxJson.object().put("count", found(call).size()));
  }

  private Reply search(ApiCall call) {
    List<Long> found = found(call);
    int size = Paging.size(call, "per_page");
    int page = Paging.page(call);
    if ((long) page * size > MOST_RESULTS) {
      throw Refusals.worded(
          422,
          "invalid",
          "Invalid search: Requested response size was greater than Search Response Limits");
    }
    int from = Math.min(found.size(), (page - 1) * size);
    int to = Math.min(found.size(), from + size);
    ObjectNode json = SandboxJson.object();
    ArrayNode results = json.putArray("results");
    found.subList(from, to).forEach(id -> records.byId(id).ifPresent(results::add));
    json.putNull("facets");
    json.put("next_page", to < found.size() ? paging.offset(call, page + 1, size) : null);
    json.put("previous_page", page > 1 ? paging.offset(call, page - 1, size) : null);
    return Reply.json(200, json.put("count", found.size()));
  }

  private List<Long> found(ApiCall call) {
    String text = call.query("query").orElseThrow(() -> Refusals.missing("query"));
    return account.index().find(SearchQuery.parse(text));
  }
}
