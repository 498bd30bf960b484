package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads the members of one object of a document, and notes everything that is wrong with them. */
final class Members {

  private final JsonNode node;
  private final String path;
  private final Problems problems;

  private Members(JsonNode node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /**
   * @param allowed the members that there may be; others are reported
   */
  static Members of(JsonNode node, String path, Set<String> allowed, Problems problems) {
    if (!node.isObject()) {
      if (!node.isMissingNode()) {
        problems.error(path, "must be an object with " + String.join(", ", allowed));
      }
      return new Members(MissingNode.getInstance(), path, problems);
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!allowed.contains(name)) {
                problems.error(
                    below(path, name),
                    "is unknown here"
                        + Problems.hint(name, allowed)
                        + "; there are "
                        + String.join(", ", allowed));
              }
            });
    return new Members(node, path, problems);
  }

  JsonNode child(String name) {
    JsonNode child = node.path(name);
    return child.isNull() ? MissingNode.getInstance() : child;
  }

  String at(String name) {
    return below(path, name);
  }

  String required(String name, String fix) {
    String text = optional(name);
    if (text == null && !child(name).isContainerNode()) {
      problems.error(at(name), "is missing: " + fix);
    }
    return text;
  }

  /** A text; numbers and booleans count as the text that was written; null where absent. */
  String optional(String name) {
    JsonNode child = child(name);
    if (child.isContainerNode()) {
      problems.error(at(name), "must be a text");
      return null;
    }
    return child.isMissingNode() || child.asText().isBlank() ? null : child.asText();
  }

  /** True or false; false where absent. */
  boolean flag(String name) {
    JsonNode child = child(name);
    if (!child.isMissingNode() && !child.isBoolean()) {
      problems.error(at(name), "must be true or false");
    }
    return child.asBoolean(false);
  }

  List<String> texts(String name) {
    JsonNode child = child(name);
    List<String> texts = new ArrayList<>();
    if (!child.isMissingNode() && !child.isArray()) {
      problems.error(at(name), "must be a list, such as [external_id, name]");
    }
    for (JsonNode item : child.isArray() ? child : MissingNode.getInstance()) {
      if (item.isTextual()) {
        texts.add(item.asText());
      } else {
        problems.error(at(name), "must be a list of texts");
      }
    }
    return texts;
  }

  /** The members of an object whose names are free. */
  <T> Map<String, T> map(String name, BiFunction<String, JsonNode, T> each) {
    JsonNode child = child(name);
    Map<String, T> map = new LinkedHashMap<>();
    if (child.isObject()) {
      child
          .properties()
          .forEach(
              entry ->
                  map.put(
                      entry.getKey(),
                      each.apply(below(at(name), entry.getKey()), entry.getValue())));
    } else if (!child.isMissingNode()) {
      problems.error(at(name), "must be an object");
    }
    map.values().removeIf(value -> value == null);
    return map;
  }

  static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
