package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.jde.DataRequest.Order;
import io.mlconnector.sandbox.jde.DataRequest.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads data requests; refuses whatever the sheet does not name (sheet 3.2). */
final class RequestReader {

  static final Set<String> MEMBERS =
      Set.of(
          "targetName",
          "targetType",
          "dataServiceType",
          "findOnEntry",
          "returnControlIDs",
          "maxPageSize",
          "outputType",
          "aliasNaming",
          "enableNextPageProcessing",
          "nextPageTimeInterval",
          "query",
          "aggregation",
          "having",
          "token",
          "deviceName");
  private static final Set<String> TYPES =
      Set.of(DataRequest.BROWSE, DataRequest.COUNT, DataRequest.AGGREGATE);
  private static final Set<String> UNPLAYED = Set.of("VERSION1", "ORACLE", "XML", "XMLSIMPLE");

  private final QueryReader queries;
  private final Supplier<JdeSettings> settings;

  RequestReader(QueryReader queries, Supplier<JdeSettings> settings) {
    this.queries = queries;
    this.settings = settings;
  }

  DataRequest read(ObjectNode body, String user) {
    body.fieldNames()
        .forEachRemaining(
            name -> require(MEMBERS.contains(name), "Unrecognized field \"" + name + "\""));
    TableType table = table(body);
    String type = body.path("dataServiceType").asText(DataRequest.BROWSE);
    require(TYPES.contains(type), "dataServiceType " + type);
    JsonNode query = body.path("query");
    QueryReader.Read read = queries.read(table, query, user);
    boolean find =
        body.path("findOnEntry").asText().equalsIgnoreCase("TRUE")
            || query.path("autoFind").asBoolean();
    JsonNode aggregation = body.path("aggregation");
    return new DataRequest(
        table,
        type,
        find,
        columns(table, body.path("returnControlIDs").asText()),
        pageSize(body.get("maxPageSize")),
        output(body.path("outputType").asText(Output.GRID_DATA.name())),
        body.path("enableNextPageProcessing").asText().equalsIgnoreCase("true"),
        read.rows(),
        order(table, aggregation.path("orderBy")),
        AggregationReader.read(table, type, aggregation, body.has("having")),
        read.problem());
  }

  /** Reads the GET form: {@code $field}, {@code $filter}, {@code $limit}, {@code $sort}. */
  DataRequest read(
      TableType table,
      List<String> fields,
      Predicate<Row> rows,
      String limit,
      List<String> sorts,
      String problem) {
    List<Column> columns = new ArrayList<>();
    fields.forEach(field -> columns.addAll(columns(table, field.replace(',', '|'))));
    List<Order> order = new ArrayList<>();
    for (String sort : sorts) {
      String name = sort.replaceFirst("^[+ -]", "");
      order.add(new Order(QueryReader.column(table, name), sort.startsWith("-")));
    }
    return new DataRequest(
        table,
        DataRequest.BROWSE,
        true,
        columns.isEmpty() ? List.copyOf(table.columns().values()) : columns,
        limit == null ? settings.get().defaultPageSize() : number("$limit", limit),
        Output.GRID_DATA,
        false,
        rows,
        order,
        null,
        problem);
  }

  private static TableType table(ObjectNode body) {
    String kind = body.path("targetType").asText();
    require(kind.equals("table"), "targetType " + kind + " (no view is installed)");
    String name = body.path("targetName").asText();
    TableType table = Tables.ALL.get(name);
    require(table != null, "targetName " + name);
    return table;
  }

  static List<Column> columns(TableType table, String ids) {
    if (ids.isBlank()) {
      return List.copyOf(table.columns().values());
    }
    List<Column> columns = new ArrayList<>();
    for (String id : ids.split("\\|")) {
      columns.add(QueryReader.column(table, id));
    }
    return columns;
  }

  private int pageSize(JsonNode given) {
    int most = settings.get().largestPage();
    int limit = most == 0 ? DataRequest.NO_MAX : most;
    if (given == null || given.isNull()) {
      return Math.min(limit, settings.get().defaultPageSize());
    }
    if (given.asText().equals("No Max")) {
      return limit;
    }
    return Math.min(limit, number("maxPageSize", given.asText()));
  }

  private static int number(String name, String text) {
    require(text.matches("[1-9]\\d{0,8}"), name + " " + text);
    return Integer.parseInt(text);
  }

  private static Output output(String name) {
    require(!UNPLAYED.contains(name), "outputType " + name + " (not played)");
    try {
      return Output.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("Bad Request - outputType " + name);
    }
  }

  private static List<Order> order(TableType table, JsonNode orderBy) {
    List<Order> order = new ArrayList<>();
    for (JsonNode each : orderBy) {
      String direction = each.path("direction").asText("ASC").toUpperCase(Locale.ROOT);
      require(direction.equals("ASC") || direction.equals("DESC"), "direction " + direction);
      order.add(
          new Order(
              QueryReader.column(table, each.path("column").asText()), direction.equals("DESC")));
    }
    return order;
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw Refusal.badRequest("Bad Request - Invalid JSON Input: " + message);
    }
  }
}
