package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Views;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Cuts a list, ordered by id, into pages: by cursor when {@code page[size]} is given, otherwise by
 * offset, which ends after 100 pages. Vendor sheet A6.
 */
final class Paging {

  static final int LARGEST = 100;
  private static final int LAST_OFFSET_PAGE = 100;

  private final Views views;

  Paging(Views views) {
    this.views = views;
  }

  <T> Reply page(
      ApiCall call, String key, List<T> all, ToLongFunction<T> id, Function<T, JsonNode> view) {
    boolean byCursor =
        call.query("page[size]").isPresent()
            || call.query("page[after]").isPresent()
            || call.query("page[before]").isPresent();
    return Reply.json(
        200, byCursor ? byCursor(call, key, all, id, view) : byOffset(call, key, all, view));
  }

  /** A list that is never cut, in the shape of an offset page. */
  <T> Reply whole(String key, List<T> all, Function<T, ? extends JsonNode> view) {
    ObjectNode json = SandboxJson.object();
    ArrayNode items = json.putArray(key);
    all.forEach(each -> items.add(view.apply(each)));
    json.putNull("next_page").putNull("previous_page").put("count", all.size());
    return Reply.json(200, json);
  }

  private <T> ObjectNode byCursor(
      ApiCall call, String key, List<T> all, ToLongFunction<T> id, Function<T, JsonNode> view) {
    int size = size(call, "page[size]");
    int from = 0;
    if (call.query("page[after]").isPresent()) {
      long after = position(call, "page[after]");
      from = first(all, id, after + 1);
    } else if (call.query("page[before]").isPresent()) {
      from = Math.max(0, first(all, id, position(call, "page[before]")) - size);
    }
    List<T> page = all.subList(from, Math.min(all.size(), from + size));
    boolean more = from + page.size() < all.size();
    ObjectNode json = SandboxJson.object();
    ArrayNode items = json.putArray(key);
    page.forEach(each -> items.add(view.apply(each)));
    String first = page.isEmpty() ? null : cursor(id.applyAsLong(page.get(0)));
    String last = page.isEmpty() ? null : cursor(id.applyAsLong(page.get(page.size() - 1)));
    json.putObject("meta")
        .put("has_more", more)
        .put("after_cursor", last)
        .put("before_cursor", first);
    json.putObject("links")
        .put("prev", from == 0 ? null : link(call, size, "before", first))
        .put("next", more ? link(call, size, "after", last) : null);
    return json;
  }

  /** Where the ids reach a value; the list is ordered by id. */
  private static <T> int first(List<T> all, ToLongFunction<T> id, long least) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id.applyAsLong(all.get(middle)) < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private <T> ObjectNode byOffset(
      ApiCall call, String key, List<T> all, Function<T, JsonNode> view) {
    int size = size(call, "per_page");
    int page = page(call);
    if (page > LAST_OFFSET_PAGE) {
      throw Refusals.badRequest(
          "InvalidPaginationDepth", "Pagination limit reached for offset model");
    }
    int from = Math.min(all.size(), (page - 1) * size);
    int to = Math.min(all.size(), from + size);
    ObjectNode json = SandboxJson.object();
    ArrayNode items = json.putArray(key);
    all.subList(from, to).forEach(each -> items.add(view.apply(each)));
    return json.put("next_page", to < all.size() ? offset(call, page + 1, size) : null)
        .put("previous_page", page > 1 ? offset(call, page - 1, size) : null)
        .put("count", all.size());
  }

  static int page(ApiCall call) {
    long page = call.query("page").map(text -> ApiCall.number("page", text)).orElse(1L);
    return (int) Math.max(1, Math.min(page, Integer.MAX_VALUE));
  }

  /** The page size; more than 100 is refused by cursor and cut by offset. */
  static int size(ApiCall call, String name) {
    long size = call.query(name).map(text -> ApiCall.number(name, text)).orElse((long) LARGEST);
    if (size < 1 || size > LARGEST && name.equals("page[size]")) {
      throw Refusals.badRequest(
          "InvalidPaginationParameter", name + " must be between 1 and " + LARGEST);
    }
    return (int) Math.min(size, LARGEST);
  }

  private static String cursor(long id) {
    byte[] text = Long.toString(id).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static long position(ApiCall call, String name) {
    String cursor = call.query(name).orElseThrow();
    try {
      return Long.parseLong(
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw Refusals.badRequest("InvalidPaginationParameter", name + " is not valid");
    }
  }

  private String link(ApiCall call, int size, String direction, String cursor) {
    String query = "?page%5Bsize%5D=" + size + "&page%5B" + direction + "%5D=" + cursor;
    return views.url(call.uri().replaceFirst("^/api/v2/", "")) + query;
  }

  String offset(ApiCall call, int page, int size) {
    String query = "?page=" + page + "&per_page=" + size;
    return views.url(call.uri().replaceFirst("^/api/v2/", "")) + query;
  }
}
