package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.SearchQuery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** {@code /search/export}: all results of one type, by cursors that live for an hour. Sheet A4. */
final class SearchExportApi {

  private static final int LARGEST = 1000;
  private static final Duration CURSOR_LIFE = Duration.ofHours(1);

  private final Account account;
  private final RateLimits limits;

  SearchExportApi(Account account, RateLimits limits) {
    this.account = account;
    this.limits = limits;
  }

  void mount(Routes routes) {
    routes.get("search/export", this::export);
  }

  private Reply export(ApiCall call) {
    limits.export(call);
    String text = call.query("query").orElseThrow(() -> Refusals.missing("query"));
    String type = call.query("filter[type]").orElseThrow(() -> Refusals.missing("filter[type]"));
    long size = call.query("page[size]").map(n -> ApiCall.number("page[size]", n)).orElse(100L);
    if (size < 1 || size > LARGEST) {
      throw Refusals.badRequest("InvalidPaginationParameter", "page[size] must be 1 to " + LARGEST);
    }
    List<Long> found = account.index().find(SearchQuery.parse(text).only(type));
    int from = call.query("page[after]").map(cursor -> after(found, cursor)).orElse(0);
    int to = (int) Math.min(found.size(), from + size);
    ObjectNode json = SandboxJson.object();
    ArrayNode results = json.putArray("results");
    SearchResults records = new SearchResults(account);
    found.subList(from, to).forEach(id -> records.byId(id).ifPresent(results::add));
    boolean more = to < found.size();
    String next = to > from ? cursor(found.get(to - 1)) : null;
    json.putObject("meta").put("has_more", more).put("after_cursor", next);
    json.putObject("links").put("next", more ? account.views().url("search/export") : null);
    return Reply.json(200, json);
  }

  /** Results come by falling id, so those after a cursor have smaller ids. */
  private int after(List<Long> found, String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String[] parts = new String(bytes, StandardCharsets.US_ASCII).split(":");
      Instant end = Instant.ofEpochSecond(Long.parseLong(parts[1])).plus(CURSOR_LIFE);
      if (parts.length == 2 && account.now().isBefore(end)) {
        long last = Long.parseLong(parts[0]);
        return (int) found.stream().takeWhile(id -> id >= last).count();
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw Refusals.badRequest("InvalidPaginationParameter", "page[after] is not valid");
    }
    throw Refusals.badRequest("InvalidPaginationParameter", "page[after] has expired");
  }

  private String cursor(long id) {
    String text = id + ":" + account.now().getEpochSecond();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
