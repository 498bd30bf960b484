package io.mlconnector.sandbox.fusion;

import io.vertx.core.MultiMap;
import java.util.Set;

/** The parameters of a collection call; every unknown or malformed one is a 400. */
record CollectionQuery(
    Condition condition,
    Ordering ordering,
    int limit,
    int offset,
    boolean totalResults,
    ItemQuery shape) {

  private static final int STANDARD_LIMIT = 25;
  private static final Set<String> KNOWN =
      Set.of(
          "q",
          "finder",
          "fields",
          "expand",
          "orderBy",
          "limit",
          "offset",
          "onlyData",
          "totalResults",
          "links");

  static CollectionQuery parse(
      MultiMap parameters, ResourceType type, Framework framework, FusionSettings settings) {
    for (String name : parameters.names()) {
      if (!KNOWN.contains(name)) {
        throw Refusal.badRequest("the query parameter " + name + " is not known");
      }
    }
    Attributes attributes = new Attributes(type, settings);
    return new CollectionQuery(
        condition(parameters.get("q"), framework, attributes)
            .and(finder(parameters.get("finder"), attributes)),
        Ordering.parse(parameters.get("orderBy"), attributes),
        Math.min(number(parameters, "limit", STANDARD_LIMIT, 1), settings.ceiling(type)),
        number(parameters, "offset", 0, 0),
        ItemQuery.flag(parameters, "totalResults"),
        ItemQuery.parse(parameters, attributes));
  }

  private static Condition condition(String q, Framework framework, Attributes attributes) {
    if (q == null || q.isBlank()) {
      return Condition.ANY;
    }
    return framework.rowMatch() && !attributes.type().byExample()
        ? RowMatch.parse(q, attributes)
        : QueryByExample.parse(q, attributes);
  }

  private static Condition finder(String finder, Attributes attributes) {
    if (finder == null) {
      return Condition.ANY;
    }
    String key = attributes.type().key();
    String start = "PrimaryKey;" + key + "=";
    if (!finder.startsWith(start)) {
      throw Refusal.badRequest("finder: only " + start + "… is known, not " + finder);
    }
    Object value =
        Values.parse(attributes.known("finder", key).type(), finder.substring(start.length()));
    return Comparison.of(attributes.known("finder", key), "=", value);
  }

  private static int number(MultiMap parameters, String name, int standard, int least) {
    String text = parameters.get(name);
    if (text == null) {
      return standard;
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
      throw Refusal.badRequest(name + ": a number of at least " + least + " is expected: " + text);
    }
    return Integer.parseInt(text);
  }
}
