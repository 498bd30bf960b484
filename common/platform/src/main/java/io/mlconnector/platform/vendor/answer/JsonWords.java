package io.mlconnector.platform.vendor.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the error members that vendors use: RFC 9457 {@code title} and {@code detail}, OAuth's
 * {@code error} and {@code error_description}, Zendesk's {@code error} as text or object with
 * {@code details} by field, Fusion's {@code o:errorDetails}, OData's {@code innererror} without its
 * stack trace, and lists of such.
 */
final class JsonWords {

  private static final List<String> SENTENCES =
      List.of(
          "title",
          "error",
          "code",
          "o:errorCode",
          "message",
          "detail",
          "description",
          "error_description",
          "summary");
  private static final List<String> NESTED =
      List.of("o:errorDetails", "errors", "innererror", "data");
  private static final int DEEPEST = 4;
  private static final int MOST = 8;

  private final Set<String> found = new LinkedHashSet<>();

  private JsonWords() {}

  static String of(JsonNode tree) {
    JsonWords words = new JsonWords();
    words.collect("", tree, 0);
    return String.join(": ", words.found);
  }

  private void collect(String field, JsonNode node, int depth) {
    if (depth > DEEPEST || found.size() >= MOST) {
      return;
    }
    if (node.isArray()) {
      node.forEach(item -> collect(field, item, depth + 1));
    } else if (node.isObject()) {
      members(field, node, depth);
    } else if (node.isTextual() && !node.textValue().isBlank()) {
      add(field, node.textValue());
    }
  }

  private void members(String field, JsonNode node, int depth) {
    List<String> mine = new ArrayList<>();
    for (String name : SENTENCES) {
      JsonNode value = node.path(name);
      if (value.isTextual() && !value.textValue().isBlank()) {
        mine.add(value.textValue().strip());
      } else if (value.isContainerNode()) {
        collect(field, value, depth + 1);
      }
    }
    if (!mine.isEmpty()) {
      add(field, String.join(": ", new LinkedHashSet<>(mine)));
    }
    details(node.path("details"), depth);
    NESTED.forEach(name -> collect(field, node.path(name), depth + 1));
  }

  /** Zendesk names the field as the member's name. */
  private void details(JsonNode details, int depth) {
    if (details.isObject()) {
      details
          .fields()
          .forEachRemaining(member -> collect(member.getKey(), member.getValue(), depth + 1));
    } else {
      collect("", details, depth + 1);
    }
  }

  private void add(String field, String words) {
    if (found.size() < MOST) {
      found.add(
          field.isEmpty() || words.toLowerCase().contains(field.toLowerCase())
              ? words
              : field + " " + words);
    }
  }
}
