package io.mlconnector.platform.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where each column's value stands in the data of a stored row. Places are only added, so rows that
 * were stored before a column came need not be written again: it is empty in them.
 *
 * @param places the columns' names; null for a place that holds nothing any more
 */
public record Layout(List<String> places) {

  public Layout {
    places = new ArrayList<>(places);
  }

  static Layout of(TableSpec spec) {
    return new Layout(spec.columns().stream().map(Column::name).toList());
  }

  static Layout read(String text) {
    return new Layout(Arrays.asList(CanonicalJson.read(text, String[].class)));
  }

  String text() {
    return CanonicalJson.text(places);
  }

  /** The same with places for columns that have none yet. */
  Layout with(TableSpec spec) {
    Layout grown = new Layout(places);
    spec.columns().stream()
        .map(Column::name)
        .filter(name -> !grown.places.contains(name))
        .forEach(grown.places::add);
    return grown;
  }

  /** The same with nothing in the places of these columns, even where they come again. */
  Layout without(List<String> names) {
    Layout emptied = new Layout(places);
    emptied.places.replaceAll(name -> name != null && names.contains(name) ? null : name);
    return emptied;
  }

  /** A row's data; equal values have equal data, whatever columns came since. */
  String data(Map<String, JsonNode> values) {
    ArrayNode row = JsonNodeFactory.instance.arrayNode();
    int last = places.size();
    while (last > 0 && values.getOrDefault(places.get(last - 1), NullNode.instance).isNull()) {
      last--;
    }
    for (int i = 0; i < last; i++) {
      row.add(values.getOrDefault(places.get(i), NullNode.instance));
    }
    return json(row);
  }

  /** Where the values of these columns stand. */
  int[] of(List<Column> columns) {
    return columns.stream().mapToInt(column -> places.indexOf(column.name())).toArray();
  }

  static String json(JsonNode node) {
    try {
      return CanonicalJson.mapper().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always writable", e);
    }
  }
}
