package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.jde.DataRequest.Aggregation;
import io.mlconnector.sandbox.jde.DataRequest.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the aggregation of a data request; {@code having} is not played. */
final class AggregationReader {

  private static final Set<String> MEMBERS = Set.of("aggregations", "groupBy", "orderBy");
  private static final Set<String> FUNCTIONS =
      Set.of("SUM", "MIN", "MAX", "AVG", "COUNT", "COUNT_DISTINCT");

  private AggregationReader() {}

  static Aggregation read(TableType table, String type, JsonNode given, boolean having) {
    RequestReader.require(!having, "having (not played)");
    given
        .fieldNames()
        .forEachRemaining(
            name -> RequestReader.require(MEMBERS.contains(name), "aggregation." + name));
    List<Function> functions = new ArrayList<>();
    for (JsonNode each : given.path("aggregations")) {
      String name = each.path("aggregation").asText();
      RequestReader.require(FUNCTIONS.contains(name), "aggregation " + name);
      String column = each.path("column").asText();
      boolean all = column.equals("*") || column.isEmpty();
      RequestReader.require(!all || name.equals("COUNT"), name + " over no column");
      functions.add(new Function(name, all ? null : QueryReader.column(table, column)));
    }
    List<Column> groups = new ArrayList<>();
    for (JsonNode each : given.path("groupBy")) {
      groups.add(QueryReader.column(table, each.path("column").asText()));
    }
    RequestReader.require(
        !type.equals(DataRequest.AGGREGATE) || !functions.isEmpty(), "no aggregations");
    return new Aggregation(functions, groups);
  }
}
