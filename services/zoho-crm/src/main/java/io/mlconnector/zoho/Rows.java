package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Records as they are now, by id or by our own key, in hundreds of a kind. */
final class Rows {

  private Rows() {}

  static Map<String, JsonNode> byId(
      Connection connection, Layout layout, Collection<String> columns, Collection<String> ids) {
    return by("id", ask(connection, layout, columns, Coql.in("id", ids), ids.size()));
  }

  static Map<String, JsonNode> byKey(
      Connection connection, Layout layout, Collection<String> columns, Collection<String> keys) {
    return by(
        layout.key(), ask(connection, layout, columns, Coql.in(layout.key(), keys), keys.size()));
  }

  private static Iterable<JsonNode> ask(
      Connection connection, Layout layout, Collection<String> columns, String where, int most) {
    return Coql.ask(
            connection,
            Coql.select(columns, layout.kind().module()) + where,
            Math.min(most, Coql.MOST))
        .rows();
  }

  private static Map<String, JsonNode> by(String field, Iterable<JsonNode> rows) {
    Map<String, JsonNode> found = new HashMap<>();
    rows.forEach(row -> found.put(row.path(field).asText(), row));
    return found;
  }
}
