package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is in a table, for whoever compares it with its source: rows, and totals per column. */
final class Inspection {

  private final Table table;

  Inspection(Table table) {
    this.table = table;
  }

  /** Rows whose columns have these texts; numbers and times are texts, too. */
  ObjectNode rows(Map<String, String> where, long offset, long limit) {
    List<Object[]> found = matching(where);
    ObjectNode all = SandboxJson.object().put("total", found.size());
    all.set("columns", Table.json(table.columns()));
    ArrayNode rows = all.putArray("rows");
    found.stream().skip(offset).limit(limit).forEach(row -> rows.add(json(row)));
    return all;
  }

  private ObjectNode json(Object[] row) {
    ObjectNode json = SandboxJson.object();
    for (int i = 0; i < row.length; i++) {
      json.set(table.columns().get(i).name(), json(row[i]));
    }
    return json;
  }

  private static JsonNode json(Object value) {
    JsonNodeFactory nodes = SandboxJson.MAPPER.getNodeFactory();
    if (value == null) {
      return nodes.nullNode();
    }
    return value instanceof Boolean truth
        ? nodes.booleanNode(truth)
        : nodes.textNode(Table.text(value));
  }

  /** Count of rows, and per column its nulls, its different values and, of numbers, the sum. */
  ObjectNode totals(Map<String, String> where, List<String> by) {
    List<Object[]> found = matching(where);
    ObjectNode all = totals(found);
    if (!by.isEmpty()) {
      Map<String, List<Object[]>> groups = new TreeMap<>();
      Map<String, ObjectNode> names = new LinkedHashMap<>();
      for (Object[] row : found) {
        ObjectNode name = SandboxJson.object();
        by.forEach(column -> name.set(column, json(row[existing(column)])));
        groups.computeIfAbsent(name.toString(), first -> new java.util.ArrayList<>()).add(row);
        names.putIfAbsent(name.toString(), name);
      }
      ArrayNode json = all.putArray("groups");
      groups.forEach(
          (name, rows) -> {
            ObjectNode group = json.addObject();
            group.set("by", names.get(name));
            group.setAll(totals(rows));
          });
    }
    return all;
  }

  private ObjectNode totals(List<Object[]> rows) {
    ObjectNode all = SandboxJson.object().put("rows", rows.size());
    ObjectNode columns = all.putObject("columns");
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      int place = i;
      ObjectNode json = columns.putObject(column.name()).put("type", column.typeText());
      List<Object> values = rows.stream().map(row -> row[place]).filter(Objects::nonNull).toList();
      json.put("nulls", rows.size() - values.size());
      json.put("distinct", values.stream().distinct().count());
      if (column.type().isNumber()) {
        json.put("sum", Table.text(sum(values)));
      }
    }
    return all;
  }

  private static BigDecimal sum(List<Object> numbers) {
    return numbers.stream()
        .map(number -> new BigDecimal(number.toString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<Object[]> matching(Map<String, String> where) {
    where.keySet().forEach(this::existing);
    return table.rows().stream()
        .filter(
            row ->
                where.entrySet().stream()
                    .allMatch(
                        each -> each.getValue().equals(Table.text(row[existing(each.getKey())]))))
        .toList();
  }

  private int existing(String column) {
    int place = table.place(column);
    if (place < 0) {
      throw new IllegalArgumentException(column + ": no column; there are " + table.names());
    }
    return place;
  }
}
