package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.jde.DataRequest.Aggregation;
import io.mlconnector.sandbox.jde.DataRequest.Function;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts and other functions over rows, answered as {@code output} (sheet 3.2). */
final class Aggregates {

  private static final Function COUNT = new Function("COUNT", null);

  private Aggregates() {}

  static ObjectNode count(List<Row> rows, boolean plain) {
    return plain
        ? SandboxJson.object().put("count", rows.size())
        : output(rows, new Aggregation(List.of(COUNT), List.of()));
  }

  static ObjectNode output(List<Row> rows, Aggregation asked) {
    Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      List<Object> group = new ArrayList<>();
      asked.groups().forEach(column -> group.add(Operator.comparable(column, row)));
      groups.computeIfAbsent(group, fresh -> new ArrayList<>()).add(row);
    }
    if (asked.groups().isEmpty()) {
      groups.putIfAbsent(List.of(), List.of());
    }
    ObjectNode answer = SandboxJson.object();
    ArrayNode output = answer.putArray("output");
    groups.forEach((group, members) -> output.add(one(asked, group, members)));
    return answer;
  }

  private static ObjectNode one(Aggregation asked, List<Object> group, List<Row> rows) {
    ObjectNode shown = SandboxJson.object();
    if (!group.isEmpty()) {
      ObjectNode by = shown.putObject("groupBy");
      for (int i = 0; i < group.size(); i++) {
        by.put(asked.groups().get(i).alias(), group.get(i).toString());
      }
    }
    for (Function function : asked.functions()) {
      String name =
          function.column() == null
              ? function.name()
              : function.column().alias() + "_" + function.name();
      shown.putPOJO(name, value(function, rows));
    }
    return shown;
  }

  private static Object value(Function function, List<Row> rows) {
    if (function.column() == null || function.name().equals("COUNT")) {
      return rows.size();
    }
    List<Object> values =
        rows.stream().map(row -> Operator.comparable(function.column(), row)).sorted().toList();
    if (function.name().equals("COUNT_DISTINCT")) {
      return values.stream().distinct().count();
    }
    if (values.isEmpty()) {
      return null;
    }
    return switch (function.name()) {
      case "MIN" -> shown(values.get(0));
      case "MAX" -> shown(values.get(values.size() - 1));
      case "SUM" -> sum(function, values);
      default ->
          sum(function, values).divide(BigDecimal.valueOf(values.size()), 6, RoundingMode.HALF_UP);
    };
  }

  private static Object shown(Object value) {
    return value instanceof BigDecimal ? value : value.toString();
  }

  private static BigDecimal sum(Function function, List<Object> values) {
    RequestReader.require(
        values.get(0) instanceof BigDecimal, function.name() + " on " + function.column().alias());
    return values.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
