package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.routes.RouteDesk.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one version of a route says otherwise than another.
 *
 * @param lines in the order of their paths, the fields last; empty where both say the same
 */
public record Difference(Version from, Version to, List<Line> lines) {

  /**
   * One place of the document.
   *
   * @param path such as {@code to.object}, or {@code fields.name} for a target field
   * @param before as the older one has it; null where it has none
   * @param after as the newer one has it; null where it has none
   */
  public record Line(String path, String before, String after) {

    /** Whether it is about how a target field gets its value. */
    public boolean field() {
      return path.startsWith("fields.");
    }

    /** {@code added}, {@code removed} or {@code changed}. */
    public String change() {
      return before == null ? "added" : after == null ? "removed" : "changed";
    }
  }

  static Difference of(Version from, Version to) {
    Map<String, String> before = flat(from.route());
    Map<String, String> after = flat(to.route());
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<Line> others = new ArrayList<>();
    List<Line> fields = new ArrayList<>();
    for (String path : paths) {
      Line line = new Line(path, before.get(path), after.get(path));
      if (line.before() == null || !line.before().equals(line.after())) {
        (line.field() ? fields : others).add(line);
      }
    }
    others.addAll(fields);
    return new Difference(from, to, others);
  }

  private static Map<String, String> flat(JsonNode route) {
    Map<String, String> flat = new TreeMap<>();
    if (route == null || route.isNull()) {
      return flat;
    }
    route
        .properties()
        .forEach(
            each -> {
              if (each.getKey().equals("fields")) {
                each.getValue()
                    .properties()
                    .forEach(field -> rule("fields." + field.getKey(), field.getValue(), flat));
              } else {
                put(each.getKey(), each.getValue(), flat);
              }
            });
    return flat;
  }

  /** A rule is an expression, or an object with one and more; both are written alike. */
  private static void rule(String path, JsonNode rule, Map<String, String> into) {
    if (!rule.isObject()) {
      into.put(path, text(rule));
      return;
    }
    rule.properties()
        .forEach(
            each -> {
              String below = each.getKey().equals("value") ? path : path + " " + each.getKey();
              put(below, each.getValue(), into);
            });
  }

  private static void put(String path, JsonNode value, Map<String, String> into) {
    if (value.isObject() && !value.isEmpty()) {
      value.properties().forEach(each -> put(path + "." + each.getKey(), each.getValue(), into));
    } else if (!value.isNull()) {
      into.put(path, text(value));
    }
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
