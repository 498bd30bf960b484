package io.mlconnector.platform.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All rows of one record as they are stored.
 *
 * @param rows data by row key
 */
public record RowsToKeep(String ref, String journey, Map<String, String> rows) {

  private static final int LONGEST_KEY = 1_000;

  /** Rows that cannot be kept; the message names the column and what to do. */
  public static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Checks a record's rows and brings them into the table's own columns, by name.
   *
   * @throws Unfit where a value does not fit its column, a key is empty or too long, or two rows
   *     have the same one
   */
  public static RowsToKeep of(
      TableSpec spec, Layout layout, String ref, String journey, TableRows given) {
    Map<String, Integer> places = new HashMap<>();
    List<Column> columns = given.spec().columns();
    for (int i = 0; i < columns.size(); i++) {
      places.put(columns.get(i).name(), i);
    }
    Map<String, String> rows = new LinkedHashMap<>();
    try {
      for (List<JsonNode> row : given.rows()) {
        if (row.size() != columns.size()) {
          throw new Unfit(
              "A row has %d values for %d columns".formatted(row.size(), columns.size()));
        }
        add(spec, layout, places, row, rows);
      }
    } catch (Values.Unfit e) {
      throw new Unfit(e.getMessage());
    }
    return new RowsToKeep(ref, journey, rows);
  }

  private static void add(
      TableSpec spec,
      Layout layout,
      Map<String, Integer> places,
      List<JsonNode> row,
      Map<String, String> rows) {
    Map<String, JsonNode> values = new HashMap<>();
    ArrayNode key = JsonNodeFactory.instance.arrayNode();
    for (Column column : spec.columns()) {
      Integer place = places.get(column.name());
      JsonNode value = Values.of(column, place == null ? NullNode.instance : row.get(place));
      values.put(column.name(), value);
      if (column.key()) {
        key.add(value);
      }
    }
    String text = Layout.json(key);
    String names = String.join(", ", spec.keys().stream().map(Column::name).toList());
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new Unfit(
          "Column %s: a row's key is longer than %d bytes".formatted(names, LONGEST_KEY));
    }
    if (rows.put(text, layout.data(values)) != null) {
      throw new Unfit(
          "Column %s: two rows of the record have the same key; add a column that tells them apart"
              .formatted(names));
    }
  }
}
