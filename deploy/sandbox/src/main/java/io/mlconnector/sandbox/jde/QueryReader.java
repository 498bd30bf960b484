package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads queries: conditions that all or any match, and queries within queries (sheet 3.2). */
final class QueryReader {

  private static final Set<String> MEMBERS =
      Set.of("autoFind", "matchType", "condition", "complexQuery", "autoClear");
  private static final Set<String> OF_A_CONDITION = Set.of("controlId", "operator", "value");
  private static final Set<String> OF_A_VALUE = Set.of("content", "specialValueId");

  private final DateLiterals dates;
  private final Supplier<JdeSettings> settings;

  QueryReader(DateLiterals dates, Supplier<JdeSettings> settings) {
    this.dates = dates;
    this.settings = settings;
  }

  /**
   * A query as it was understood.
   *
   * @param problem a literal that was none, or null
   */
  record Read(Predicate<Row> rows, String problem) {}

  Read read(TableType table, JsonNode query, String user) {
    List<String> problems = new ArrayList<>();
    Predicate<Row> rows = rows(table, query, user, problems);
    return new Read(rows, problems.isEmpty() ? null : problems.get(0));
  }

  private Predicate<Row> rows(TableType table, JsonNode query, String user, List<String> problems) {
    known("query", query, MEMBERS);
    String match = query.path("matchType").asText("MATCH_ALL");
    RequestReader.require(
        match.equals("MATCH_ALL") || match.equals("MATCH_ANY"), "matchType " + match);
    boolean any = match.equals("MATCH_ANY");
    Predicate<Row> all = null;
    for (JsonNode each : query.path("condition")) {
      all = joined(all, condition(table, each, user, problems), any);
    }
    for (JsonNode each : query.path("complexQuery")) {
      known("complexQuery", each, Set.of("andOr", "query"));
      String word = each.path("andOr").asText("AND");
      RequestReader.require(word.equals("AND") || word.equals("OR"), "andOr " + word);
      all = joined(all, rows(table, each.path("query"), user, problems), word.equals("OR"));
    }
    return all == null ? row -> true : all;
  }

  static Predicate<Row> joined(Predicate<Row> one, Predicate<Row> other, boolean any) {
    if (one == null) {
      return other;
    }
    return any ? one.or(other) : one.and(other);
  }

  private Predicate<Row> condition(
      TableType table, JsonNode given, String user, List<String> problems) {
    known("condition", given, OF_A_CONDITION);
    Column column = column(table, given.path("controlId").asText());
    Operator operator = operator(given.path("operator").asText());
    List<Object> values = new ArrayList<>();
    for (JsonNode each : given.path("value")) {
      known("value", each, OF_A_VALUE);
      String content = each.path("content").asText();
      values.add(
          value(column, content, each.path("specialValueId").asText("LITERAL"), user, problems));
    }
    return condition(column, operator, values);
  }

  /** A condition; a value that is no literal of its column matches nothing. */
  static Predicate<Row> condition(Column column, Operator operator, List<Object> values) {
    RequestReader.require(
        operator.takes(values.size()), operator + ": " + values.size() + " values");
    RequestReader.require(
        column.isText() || !operator.isForTexts(), operator + " on " + column.alias());
    if (values.contains(NOT_A_LITERAL)) {
      return row -> false;
    }
    return operator.on(column, values);
  }

  /** Stands for a literal that is none. */
  static final Object NOT_A_LITERAL = new Object();

  Object value(Column column, String content, String special, String user, List<String> problems) {
    JdeSettings now = settings.get();
    if (special.equals("LOGIN_USER")) {
      RequestReader.require(column.isText(), special + " on " + column.alias());
      return user;
    }
    if (!special.equals("LITERAL")) {
      RequestReader.require(column.kind() == ColumnKind.DATE, special + " on " + column.alias());
      Object day = dates.special(special, content, now);
      RequestReader.require(day != null, special + " " + content);
      return day;
    }
    Object literal =
        column.kind() == ColumnKind.DATE
            ? dates.literal(content, now)
            : Operator.literal(column, content);
    if (literal == null) {
      problems.add(column.alias() + ": \"" + content + "\" is not valid");
      return NOT_A_LITERAL;
    }
    return literal;
  }

  static Operator operator(String name) {
    try {
      return Operator.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("Bad Request - Invalid JSON Input: operator " + name);
    }
  }

  /** The column of an id like {@code F0101.AN8}. */
  static Column column(TableType table, String id) {
    String prefix = table.name() + ".";
    Column column =
        id.startsWith(prefix) ? table.columns().get(id.substring(prefix.length())) : null;
    RequestReader.require(column != null, "\"" + id + "\" is no column of " + table.name());
    return column;
  }

  private static void known(String where, JsonNode given, Set<String> members) {
    given
        .fieldNames()
        .forEachRemaining(
            name -> RequestReader.require(members.contains(name), where + "." + name));
  }
}
