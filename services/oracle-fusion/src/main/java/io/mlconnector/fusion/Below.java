package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.FinanceApi;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of children. What came with the parent is taken, and the rest of it, where the pod gives the
 * first rows only, is read by the path of the parent's self link.
 */
final class Below {

  /** So many rows of one child are read at most; a record of more would not fit into an event. */
  static final int MOST = 5_000;

  /** As many rows of an expanded child come as a page has by default. */
  private static final int EXPANDED = 25;

  private static final int COLLECTIONS_FROM = 3;
  private static final int PAGE = 500;

  private final Connection connection;
  private final String resource;
  private final FusionSettings settings;

  Below(Connection connection, String resource) {
    this.connection = connection;
    this.resource = resource;
    this.settings = new FusionSettings(connection.settings());
  }

  /** More rows of a child than are read. */
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany(String child) {
      super(
          "has more than %d %s, which is more than an event can carry; set its children to none to read it without"
              .formatted(MOST, child));
    }
  }

  /**
   * All rows of a child.
   *
   * @param key the attribute that orders the rows; without an order pages would overlap
   * @param deeper children of these rows, joined by commas; null for none
   * @throws TooMany where there are more than {@link #MOST}
   */
  List<JsonNode> rows(JsonNode parent, String child, String key, String deeper) {
    JsonNode shown = parent.path(child);
    JsonNode first = shown.isArray() ? shown : shown.path("items");
    boolean bare = settings.framework() < COLLECTIONS_FROM && first.size() >= EXPANDED;
    if (!shown.path("hasMore").asBoolean() && !bare && !shown.isMissingNode()) {
      return items(first);
    }
    String path = pathKey(parent);
    List<JsonNode> rows = new ArrayList<>();
    FusionPage page;
    do {
      page = page(path, child, key, deeper, rows.size());
      rows.addAll(page.items());
      if (rows.size() > MOST) {
        throw new TooMany(child);
      }
    } while (page.more());
    return rows;
  }

  private FusionPage page(String path, String child, String key, String deeper, int offset) {
    return FinanceResource.granted(
        child,
        () ->
            connection
                .client(FinanceApi.class)
                .children(
                    settings.version(),
                    resource,
                    path,
                    child,
                    String.valueOf(settings.framework()),
                    null,
                    deeper,
                    key == null ? null : key + ":asc",
                    FinanceResource.LINKS,
                    PAGE,
                    offset));
  }

  static List<JsonNode> items(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  /**
   * The key by which a row is named in paths, which may be told by its self link only.
   *
   * @throws VendorFailure of kind REJECTED where it has no such link
   */
  static String pathKey(JsonNode row) {
    for (JsonNode link : row.has("links") ? row.path("links") : row.at("/@context/links")) {
      if (link.path("rel").asText().equals("self")) {
        String href = link.path("href").asText();
        String key = href.substring(href.lastIndexOf('/') + 1).replace("+", "%2B");
        return URLDecoder.decode(key, StandardCharsets.UTF_8);
      }
    }
    throw VendorFailure.rejected(
        200, "a row came without the self link that tells its key, although links=self was asked");
  }
}
