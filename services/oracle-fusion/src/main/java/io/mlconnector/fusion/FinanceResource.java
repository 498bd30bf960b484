package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.FinanceApi;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One finance resource, read in the order of its stamps and keys, with the links that tell its
 * paths.
 *
 * @param stream whose settings hold for it
 * @param key the attribute that identifies a row and breaks ties of the order
 */
record FinanceResource(String stream, String name, String key) {

  /** Links that are wanted: without them opaque keys are not told, with all of them much is. */
  static final String LINKS = "self";

  private static final int BACK = 2;

  /** The rows after a place, at most so many less one. */
  Place.Rows rows(Connection connection, Cursor cursor, Place at, int most, String expand) {
    int offset = Math.max(0, at.read() - 1);
    FusionPage page = page(connection, cursor, at, offset, most, expand);
    if (at.read() == 0) {
      return new Place.Rows(page.items(), page.more(), 0);
    }
    if (!page.items().isEmpty() && keyOf(page.items().get(0)).equals(at.last())) {
      List<JsonNode> fresh = page.items().subList(1, page.items().size());
      if (fresh.isEmpty() && page.more()) {
        throw VendorFailure.rejected(
            200, "%s gives one row per page, which is too few to go on from".formatted(name));
      }
      return new Place.Rows(fresh, page.more(), offset + 1);
    }
    // The row has left its place, and others came before it: read some again rather than none.
    boolean stamped = new FinanceSettings(connection.settings()).stamp(stream) != null;
    int back = stamped && at.from() != null ? 0 : Math.max(0, at.read() - most / BACK);
    if (back == offset) {
      return new Place.Rows(page.items(), page.more(), offset);
    }
    FusionPage again = page(connection, cursor, at, back, most, expand);
    if (!page.items().isEmpty()
        && !again.items().isEmpty()
        && keyOf(page.items().get(0)).equals(keyOf(again.items().get(0)))) {
      throw VendorFailure.rejected(
          200,
          "%s ignores the offset: the pages at %d and at %d begin with the same row"
              .formatted(name, offset, back));
    }
    return new Place.Rows(again.items(), again.more(), back);
  }

  private FusionPage page(
      Connection connection, Cursor cursor, Place at, int offset, int most, String expand) {
    FinanceSettings settings = new FinanceSettings(connection.settings());
    String stamp = settings.stamp(stream);
    Instant from = at.from() == null ? cursor.from() : at.from();
    String q = stamp == null ? null : settings.dialect(stream).window(stamp, from, cursor.to());
    String order = (stamp == null ? "" : stamp + ":asc,") + key + ":asc";
    return list(connection, q, order, expand, most, offset);
  }

  private String keyOf(JsonNode row) {
    return row.path(key).asText();
  }

  /** All rows whose attribute is one of the values, as far as they can be asked for. */
  List<JsonNode> byValues(
      Connection connection, String attribute, List<String> all, String expand) {
    QueryDialect dialect = new FinanceSettings(connection.settings()).dialect(stream);
    List<String> values = all.stream().filter(dialect::says).toList();
    int batch = dialect.inLists() ? Resource.KEYS_PER_CALL : 1;
    List<JsonNode> rows = new ArrayList<>();
    for (int start = 0; start < values.size(); start += batch) {
      List<String> some = values.subList(start, Math.min(values.size(), start + batch));
      rows.addAll(all(connection, dialect.oneOf(attribute, some), expand));
    }
    return rows;
  }

  /** All rows for which a filter holds; null for none. */
  List<JsonNode> all(Connection connection, String q, String expand) {
    int most = new FinanceSettings(connection.settings()).fusion().pageSize();
    List<JsonNode> rows = new ArrayList<>();
    FusionPage page;
    do {
      page = list(connection, q, key + ":asc", expand, most, rows.size());
      rows.addAll(page.items());
    } while (page.more());
    return rows;
  }

  FusionPage list(
      Connection connection, String q, String orderBy, String expand, int limit, int offset) {
    FusionSettings settings = new FusionSettings(connection.settings());
    return granted(
        name,
        () ->
            connection
                .client(FinanceApi.class)
                .list(
                    settings.version(),
                    name,
                    String.valueOf(settings.framework()),
                    q,
                    expand,
                    orderBy,
                    LINKS,
                    limit,
                    offset));
  }

  /**
   * Makes a call, and says after a refusal what may be missing: Fusion answers a missing privilege
   * with 403 or, at some resources, like a bad token.
   */
  static <T> T granted(String resource, Supplier<T> call) {
    try {
      return call.get();
    } catch (VendorFailure e) {
      String hint = e.getMessage() + " " + hint(resource);
      boolean refused = e.status() == 401 || e.status() == 403;
      if (refused && e.kind() == VendorFailure.Kind.REJECTED) {
        throw VendorFailure.rejected(e.status(), hint).with(e.body());
      }
      throw e.status() == 401 ? VendorFailure.unauthorized(401, hint) : e;
    }
  }

  static String hint(String resource) {
    return "Grant the integration user a role that may view %s; Fusion answers a missing privilege like a bad token."
        .formatted(resource);
  }
}
