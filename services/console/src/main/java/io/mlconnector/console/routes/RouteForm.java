package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A route as a form: what a person typed, and what is wrong with it, field by field.
 *
 * @param values name, from, entity, when, to, object, match and the rest as JSON
 * @param rules target field to expression, with empty lines to add some
 */
public record RouteForm(
    boolean fresh,
    Map<String, String> values,
    List<Rule> rules,
    List<FieldError> errors,
    String problem) {

  private static final Set<String> SHOWN =
      Set.of("name", "from", "to", "match", "fields", "state", "firstN", "acrossEnvironments");
  private static final int SPARE = 4;

  /**
   * How a target field gets its value.
   *
   * @param write empty for always
   * @param more other members of the rule, as JSON; empty for none
   * @param wrong what is wrong with it; null where nothing is
   */
  public record Rule(
      String path, String value, String write, boolean clear, String more, String wrong) {

    public int lines() {
      return (int) Math.min(12, Math.max(1, value.lines().count()));
    }
  }

  /** An empty form, with what the address says. */
  static RouteForm empty(Map<String, String> values) {
    return new RouteForm(true, values, spare(List.of()), List.of(), null);
  }

  static RouteForm of(JsonNode route) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", route.path("name").asText(""));
    values.put("from", route.at("/from/connection").asText(""));
    values.put("entity", route.at("/from/entity").asText(""));
    values.put("when", route.at("/from/when").asText(""));
    values.put("to", route.at("/to/connection").asText(""));
    values.put("object", route.at("/to/object").asText(""));
    values.put("state", route.path("state").asText("draft"));
    values.put("firstN", route.path("firstN").asText(""));
    values.put("across", route.path("acrossEnvironments").asBoolean() ? "true" : "");
    List<String> match = new ArrayList<>();
    route.path("match").forEach(each -> match.add(each.asText()));
    values.put("match", String.join(", ", match));
    ObjectNode rest = route.deepCopy();
    rest.remove(SHOWN);
    values.put("rest", rest.isEmpty() ? "" : rest.toPrettyString());
    List<Rule> rules = new ArrayList<>();
    route
        .path("fields")
        .properties()
        .forEach(each -> rules.add(rule(each.getKey(), each.getValue())));
    return new RouteForm(false, values, spare(rules), List.of(), null);
  }

  private static Rule rule(String path, JsonNode rule) {
    if (!rule.isObject()) {
      return new Rule(path, rule.asText(), "", false, "", null);
    }
    ObjectNode more = rule.deepCopy();
    more.remove(List.of("value", "write", "clear"));
    return new Rule(
        path,
        rule.path("value").asText(""),
        rule.path("write").asText(""),
        rule.path("clear").asBoolean(),
        more.isEmpty() ? "" : more.toString(),
        null);
  }

  private static List<Rule> spare(List<Rule> rules) {
    List<Rule> all = new ArrayList<>(rules);
    for (int i = 0; i < SPARE; i++) {
      all.add(new Rule("", "", "", false, "", null));
    }
    return all;
  }

  /** What a person sent; each rule has the fields {@code path.N}, {@code value.N} and so on. */
  static RouteForm sent(boolean fresh, MultivaluedMap<String, String> sent) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name :
        List.of(
            "name", "from", "entity", "when", "to", "object", "match", "state", "firstN", "rest",
            "across")) {
      values.put(name, text(sent, name));
    }
    Set<Integer> numbers = new TreeSet<>();
    for (String name : sent.keySet()) {
      if (name.matches("path\\.[0-9]{1,4}")) {
        numbers.add(Integer.valueOf(name.substring(5)));
      }
    }
    List<Rule> rules = new ArrayList<>();
    for (int n : numbers) {
      if (!text(sent, "path." + n).isEmpty()) {
        rules.add(
            new Rule(
                text(sent, "path." + n),
                text(sent, "value." + n),
                text(sent, "write." + n),
                sent.containsKey("clear." + n),
                text(sent, "more." + n),
                null));
      }
    }
    return new RouteForm(fresh, values, spare(rules), List.of(), null);
  }

  private static String text(MultivaluedMap<String, String> sent, String name) {
    String value = sent.getFirst(name);
    return value == null ? "" : value.strip().replace("\r\n", "\n");
  }

  RouteForm refused(Problem problem) {
    List<Rule> marked =
        rules.stream()
            .map(
                rule ->
                    new Rule(
                        rule.path(),
                        rule.value(),
                        rule.write(),
                        rule.clear(),
                        rule.more(),
                        rule.path().isEmpty() ? null : wrong(problem, "fields." + rule.path())))
            .toList();
    return new RouteForm(fresh, values, marked, problem.errors(), problem.getMessage());
  }

  private static String wrong(Problem problem, String field) {
    return problem.errors().stream()
        .filter(each -> inside(each.field().replaceFirst("^route\\.", ""), field))
        .map(FieldError::problem)
        .findFirst()
        .orElse(null);
  }

  private static boolean inside(String field, String rule) {
    return field.equals(rule) || field.startsWith(rule + ".");
  }

  /** What is wrong with no rule that is shown. */
  public List<FieldError> elsewhere() {
    return errors.stream()
        .filter(
            each ->
                rules.stream()
                    .noneMatch(
                        rule ->
                            !rule.path().isEmpty()
                                && inside(
                                    each.field().replaceFirst("^route\\.", ""),
                                    "fields." + rule.path())))
        .toList();
  }

  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /**
   * The document to save.
   *
   * @throws Problem 422 where what is typed as JSON or as a number is none, naming the field
   */
  ObjectNode document() {
    ObjectNode route = json("rest", value("rest"));
    route.put("name", value("name"));
    ObjectNode from = route.putObject("from");
    from.put("connection", value("from")).put("entity", value("entity"));
    if (!value("when").isEmpty()) {
      from.put("when", value("when"));
    }
    route.putObject("to").put("connection", value("to")).put("object", value("object"));
    Arrays.stream(value("match").split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .forEach(route.withArray("match")::add);
    ObjectNode fields = route.putObject("fields");
    rules.stream().filter(rule -> !rule.path().isEmpty()).forEach(rule -> put(fields, rule));
    route.put("state", value("state").isEmpty() ? "draft" : value("state"));
    if (!value("across").isEmpty()) {
      route.put("acrossEnvironments", true);
    }
    if (!value("firstN").isEmpty()) {
      try {
        route.put("firstN", Integer.parseInt(value("firstN")));
      } catch (NumberFormatException e) {
        throw invalid("firstN", "must be a whole number");
      }
    }
    return route;
  }

  private static void put(ObjectNode fields, Rule rule) {
    if (rule.write().isEmpty() && !rule.clear() && rule.more().isEmpty()) {
      fields.put(rule.path(), rule.value());
      return;
    }
    ObjectNode whole = json("fields." + rule.path(), rule.more());
    whole.put("value", rule.value());
    if (!rule.write().isEmpty()) {
      whole.put("write", rule.write());
    }
    if (rule.clear()) {
      whole.put("clear", true);
    }
    fields.set(rule.path(), whole);
  }

  private static ObjectNode json(String field, String text) {
    if (text.isEmpty()) {
      return CanonicalJson.mapper().createObjectNode();
    }
    try {
      if (CanonicalJson.read(text, JsonNode.class) instanceof ObjectNode object) {
        return object;
      }
    } catch (IllegalArgumentException e) {
      throw invalid(field, "is no JSON: look for a missing quote, comma or brace");
    }
    throw invalid(field, "must be a JSON object, such as {\"policies\": {}}");
  }

  private static Problem invalid(String field, String problem) {
    return Problem.invalid(
        "The route is not saved; correct what is listed", List.of(new FieldError(field, problem)));
  }
}
