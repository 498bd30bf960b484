package io.mlconnector.sandbox.jde;

import io.mlconnector.sandbox.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The data service's GET form, {@code $filter} and its companions (sheet 3.2). */
final class GetQuery {

  private static final Set<String> PARAMETERS =
      Set.of("$field", "$filter", "$filterType", "$limit", "$sort", "$token", "$device");
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "EQ", Operator.EQUAL,
          "NE", Operator.NOT_EQUAL,
          "LT", Operator.LESS,
          "LE", Operator.LESS_EQUAL,
          "GT", Operator.GREATER,
          "GE", Operator.GREATER_EQUAL,
          "STARTSWITH", Operator.STR_START_WITH,
          "ENDSWITH", Operator.STR_END_WITH,
          "CONTAINS", Operator.STR_CONTAIN);
  private static final Pattern FILTER = Pattern.compile("(\\S+) ([A-Z]+) ?(.*)");
  private static final Pattern SPECIAL =
      Pattern.compile("(?:(\\d+) )?(TODAY(?:_(?:PLUS|MINUS)_(?:DAY|MONTH|YEAR))?)");

  private final RequestReader requests;
  private final QueryReader queries;
  private final DataService service;
  private final Supplier<JdeSettings> settings;

  GetQuery(
      RequestReader requests,
      QueryReader queries,
      DataService service,
      Supplier<JdeSettings> settings) {
    this.requests = requests;
    this.queries = queries;
    this.service = service;
    this.settings = settings;
  }

  Reply answer(AisCall call, String user) {
    call.routing()
        .queryParams()
        .names()
        .forEach(name -> RequestReader.require(PARAMETERS.contains(name), "parameter " + name));
    String name = call.routing().pathParam("table");
    TableType table = Tables.ALL.get(name);
    RequestReader.require(table != null, "table " + name);
    String match = call.parameter("$filterType");
    RequestReader.require(
        match == null || match.equals("MATCH_ALL") || match.equals("MATCH_ANY"),
        "$filterType " + match);
    List<String> problems = new ArrayList<>();
    Predicate<Row> rows = null;
    for (String filter : call.routing().queryParam("$filter")) {
      rows =
          QueryReader.joined(
              rows, filter(table, filter, user, problems), "MATCH_ANY".equals(match));
    }
    return service.answer(
        requests.read(
            table,
            call.routing().queryParam("$field"),
            rows == null ? row -> true : rows,
            call.parameter("$limit"),
            call.routing().queryParam("$sort"),
            problems.isEmpty() ? null : problems.get(0)));
  }

  private Predicate<Row> filter(TableType table, String text, String user, List<String> problems) {
    Matcher parts = FILTER.matcher(text);
    RequestReader.require(parts.matches(), "$filter " + text);
    Operator operator = OPERATORS.get(parts.group(2));
    RequestReader.require(operator != null, "$filter operator " + parts.group(2));
    Column column = QueryReader.column(table, parts.group(1));
    String content = parts.group(3);
    String special = "LITERAL";
    Matcher day = SPECIAL.matcher(content);
    if (column.kind() == ColumnKind.DATE && settings.get().specialDatesInGet() && day.matches()) {
      content = day.group(1) == null ? "" : day.group(1);
      special = day.group(2);
    }
    Object value = queries.value(column, content, special, user, problems);
    return QueryReader.condition(column, operator, List.of(value));
  }
}
