package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A question to the data service about one table; all conditions have to hold.
 *
 * @param size how many rows at most
 * @param order the column by which rows come
 */
record Query(
    String table, List<String> columns, List<Condition> conditions, int size, String order) {

  /** One condition. */
  record Condition(String column, String operator, Collection<String> values, String special) {}

  Query {
    columns = List.copyOf(columns);
    conditions = List.copyOf(conditions);
  }

  static Query of(String table, List<String> columns, int size) {
    return new Query(table, columns, List.of(), size, "AN8");
  }

  Query where(String column, String operator, String value) {
    return and(new Condition(column, operator, List.of(value), "LITERAL"));
  }

  /** That the column has one of those values. */
  Query among(String column, Collection<String> values) {
    return values.size() == 1
        ? where(column, "EQUAL", values.iterator().next())
        : and(new Condition(column, "LIST", List.copyOf(values), "LITERAL"));
  }

  /** That the date is not further back than so many days before the server's today. */
  Query daysBack(String column, long days) {
    return and(
        new Condition(column, "GREATER_EQUAL", List.of(String.valueOf(days)), "TODAY_MINUS_DAY"));
  }

  Query and(Condition more) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(more);
    return new Query(table, columns, all, size, order);
  }

  Query sized(int other) {
    return new Query(table, columns, conditions, other, order);
  }

  Query by(String column) {
    return new Query(table, columns, conditions, size, column);
  }

  /** As the body of a call that answers rows. */
  ObjectNode browse() {
    ObjectNode body = body("BROWSE");
    body.put("returnControlIDs", String.join("|", columns.stream().map(this::qualified).toList()));
    body.put("maxPageSize", String.valueOf(size));
    body.put("outputType", "GRID_DATA");
    body.putObject("aggregation")
        .putArray("orderBy")
        .addObject()
        .put("column", qualified(order))
        .put("direction", "ASC");
    return body;
  }

  /** As the body of a call that answers how many rows there are. */
  ObjectNode count() {
    return body("COUNT");
  }

  private ObjectNode body(String type) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("targetName", table).put("targetType", "table").put("dataServiceType", type);
    body.put("findOnEntry", "TRUE");
    if (!conditions.isEmpty()) {
      ObjectNode query = body.putObject("query");
      query.put("autoFind", true).put("matchType", "MATCH_ALL");
      ArrayNode all = query.putArray("condition");
      conditions.forEach(condition -> add(all, condition));
    }
    return body;
  }

  private void add(ArrayNode all, Condition condition) {
    ObjectNode one = all.addObject();
    one.put("controlId", qualified(condition.column));
    one.put("operator", condition.operator);
    ArrayNode values = one.putArray("value");
    condition.values.forEach(
        value -> values.addObject().put("content", value).put("specialValueId", condition.special));
  }

  private String qualified(String column) {
    return table + "." + column;
  }
}
