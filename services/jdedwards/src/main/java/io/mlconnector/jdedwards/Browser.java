package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.jdedwards.api.DataApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Asks tables. It goes on behind the last address number instead of by next links, whose result
 * sets end after a minute and whose address holds the token.
 */
record Browser(Connection connection) {

  /** Rows; {@code more} where the server has further ones. */
  record Rows(List<GridRow> rows, boolean more) {}

  /** Whole address numbers only. */
  record Chunk(List<GridRow> rows, String next) {}

  Rows browse(Query query) {
    JsonNode form = form(ask(query.browse()), query.table());
    JsonNode grid = form.path("data").path("gridData");
    JsonNode summary = grid.path("summary").path("moreRecords");
    if (!grid.path("rowset").isArray() || !summary.isBoolean()) {
      throw VendorFailure.rejected(
          200,
          "AIS answered the question about %s without rowset and summary.moreRecords; it has to"
                  .formatted(query.table())
              + " understand outputType GRID_DATA");
    }
    List<GridRow> rows = new ArrayList<>();
    grid.path("rowset").forEach(row -> rows.add(new GridRow(query.table(), row)));
    return new Rows(rows, summary.booleanValue());
  }

  /**
   * The next rows behind an address number, never a part only of what one address number has.
   *
   * @param after null for the beginning
   */
  Chunk chunk(Query query, String after) {
    List<GridRow> rows = new ArrayList<>();
    return new Chunk(rows, step(query, Tables.keys(query.table()), after, rows::add));
  }

  /** All rows, a page at a time. */
  void each(Query query, Consumer<GridRow> taker) {
    each(query, Tables.keys(query.table()), taker);
  }

  private void each(Query query, List<String> keys, Consumer<GridRow> taker) {
    String after = null;
    do {
      after = step(query, keys, after, taker);
    } while (after != null);
  }

  /**
   * One page by the first of the keys: rows of its last value are left for the next page, since
   * there may be more of them. Where all are of one value, the next key goes on inside it.
   *
   * @return the value to go on behind; null at the end
   */
  private String step(Query query, List<String> keys, String after, Consumer<GridRow> taker) {
    String key = keys.get(0);
    Query ordered = query.by(key);
    Rows page = browse(after == null ? ordered : ordered.where(key, "GREATER", after));
    if (!page.more) {
      page.rows.forEach(taker);
      return null;
    }
    if (page.rows.isEmpty()) {
      throw VendorFailure.rejected(
          200, "AIS says that %s has more rows and shows none".formatted(query.table()));
    }
    String last = page.rows.get(page.rows.size() - 1).required(key);
    List<GridRow> whole =
        page.rows.stream().filter(row -> !row.required(key).equals(last)).toList();
    if (whole.isEmpty()) {
      inside(query.where(key, "EQUAL", last), keys.subList(1, keys.size()), taker);
      return last;
    }
    whole.forEach(taker);
    return whole.get(whole.size() - 1).required(key);
  }

  private void inside(Query query, List<String> keys, Consumer<GridRow> taker) {
    if (keys.isEmpty()) {
      throw VendorFailure.rejected(
          200,
          "One address number has more rows in %s than AIS shows at once; let it show more"
              .formatted(query.table()));
    }
    each(query, keys, taker);
  }

  /** How many rows there are; empty where the answer cannot be understood. */
  OptionalLong count(Query query) {
    return number(ask(query.count()));
  }

  private JsonNode ask(JsonNode question) {
    String device = new JdeSettings(connection).device();
    return connection.client(DataApi.class).ask(device, question);
  }

  /** The form in an answer; its name begins with fs_DATABROWSE_ or fs_DATABROWSER_. */
  private static JsonNode form(JsonNode answer, String table) {
    refuse(answer == null ? null : answer.path("sysErrors"), table);
    if (answer != null) {
      for (Map.Entry<String, JsonNode> member : answer.properties()) {
        if (member.getKey().startsWith("fs_DATABROWS") && member.getKey().endsWith(table)) {
          refuse(member.getValue().path("errors"), table);
          return member.getValue();
        }
      }
    }
    throw VendorFailure.rejected(
        200, "AIS answered the question about %s without a form fs_DATABROWSE".formatted(table));
  }

  private static void refuse(JsonNode errors, String table) {
    if (errors != null && errors.isArray() && !errors.isEmpty()) {
      throw VendorFailure.rejected(
          200, "AIS refused the question about %s: %s".formatted(table, Said.of(errors.get(0))));
    }
  }

  private static OptionalLong number(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey().toLowerCase(java.util.Locale.ROOT);
      if (name.contains("count") && member.getValue().canConvertToLong()) {
        return OptionalLong.of(member.getValue().longValue());
      }
    }
    for (JsonNode child : node) {
      OptionalLong inside = number(child);
      if (inside.isPresent()) {
        return inside;
      }
    }
    return OptionalLong.empty();
  }
}
