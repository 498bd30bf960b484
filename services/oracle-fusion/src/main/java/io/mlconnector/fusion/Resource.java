package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.FusionApi;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One Fusion resource, read page by page in a stable order.
 *
 * @param api the service, such as {@code crmRestApi}
 * @param key the attribute that identifies a row and breaks ties of the order
 */
record Resource(String api, String name, String key) {

  /** Values per {@code in} list: keeps the URL below what proxies take. */
  static final int KEYS_PER_CALL = 100;

  Page<JsonNode> fetch(Connection connection, Cursor cursor) {
    FusionSettings settings = new FusionSettings(connection.settings());
    Position position = Position.parse(cursor.page());
    FusionPage page =
        list(
            connection,
            QueryDialect.of(settings).window(settings.stamp(), cursor.from(), cursor.to()),
            settings.stamp() + ":asc," + key + ":asc",
            settings.pageSize(),
            position.offset());
    String first = page.items().isEmpty() ? "" : page.items().get(0).path(key).asText();
    if (position.offset() > 0 && !first.isEmpty() && first.equals(position.firstKey())) {
      throw VendorFailure.rejected(
          200,
          "%s ignores the offset: the page at %d begins with the same row as the one before"
              .formatted(name, position.offset()));
    }
    String next =
        page.more() ? new Position(position.offset() + page.size(), first).toString() : null;
    return Page.of(page.items(), next);
  }

  List<JsonNode> byValues(Connection connection, String attribute, List<String> values) {
    return byValues(connection, null, attribute, values, null);
  }

  /**
   * All rows whose attribute is one of the values, and for which a filter holds as well.
   *
   * @param all values, of which those are left out that cannot be asked for
   * @param filter null for none
   * @param expand a child whose rows come along; null for none
   */
  List<JsonNode> byValues(
      Connection connection, String filter, String attribute, List<String> all, String expand) {
    FusionSettings settings = new FusionSettings(connection.settings());
    QueryDialect dialect = QueryDialect.of(settings);
    List<String> values = all.stream().filter(dialect::says).toList();
    int batch = dialect.inLists() ? KEYS_PER_CALL : 1;
    List<JsonNode> rows = new ArrayList<>();
    for (int start = 0; start < values.size(); start += batch) {
      List<String> some = values.subList(start, Math.min(values.size(), start + batch));
      String q = dialect.all(filter, dialect.oneOf(attribute, some));
      int offset = 0;
      FusionPage page;
      do {
        page = list(connection, q, key + ":asc", settings.pageSize(), offset, expand);
        rows.addAll(page.items());
        offset += page.size();
      } while (page.more());
    }
    return rows;
  }

  /** Keys that cannot be asked for, which is no sign that their records are gone. */
  List<Page.Unreadable> unsaid(Connection connection, List<String> keys) {
    QueryDialect dialect = QueryDialect.of(new FusionSettings(connection.settings()));
    return keys.stream()
        .filter(key -> !dialect.says(key))
        .map(
            key ->
                new Page.Unreadable(
                    key,
                    "A filter of framework version 1 cannot name this key of %s; set"
                            .formatted(name)
                        + " restFrameworkVersion to 2 or more"))
        .toList();
  }

  /**
   * Asks a question whose answer is known: where there is any row, a filter from 1970 on must give
   * one. A filter in the wrong grammar answers 200 with none.
   */
  void selfTest(Connection connection) {
    FusionSettings settings = new FusionSettings(connection.settings());
    String q =
        QueryDialect.of(settings)
            .window(settings.stamp(), Instant.EPOCH, connection.clock().instant());
    if (!list(connection, q, null, 1, 0).items().isEmpty()) {
      return;
    }
    if (!list(connection, null, null, 1, 0).items().isEmpty()) {
      throw VendorFailure.rejected(
          200,
          ("%s has rows, but the filter %s finds none: the settings restFrameworkVersion,"
                  + " conjunction, literals, timeSuffix or stampAttribute do not fit this pod")
              .formatted(name, q));
    }
  }

  FusionPage list(Connection connection, String q, String orderBy, int limit, int offset) {
    return list(connection, q, orderBy, limit, offset, null);
  }

  FusionPage list(
      Connection connection, String q, String orderBy, int limit, int offset, String expand) {
    FusionSettings settings = new FusionSettings(connection.settings());
    return connection
        .client(FusionApi.class)
        .list(
            api,
            settings.version(),
            name,
            String.valueOf(settings.framework()),
            q,
            expand,
            orderBy,
            true,
            limit,
            offset);
  }

  /** Where paging stands: the offset, and the first row there, by which a repeat is noticed. */
  private record Position(int offset, String firstKey) {

    static Position parse(String text) {
      if (text == null) {
        return new Position(0, "");
      }
      int colon = text.indexOf(':');
      return new Position(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
      return offset + ":" + firstKey;
    }
  }
}
