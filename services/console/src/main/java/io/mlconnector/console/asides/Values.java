package io.mlconnector.console.asides;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.asides.AsidePages.Value;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a delivery as a form shows them, and what a person changed in it. */
final class Values {

  private static final String PREFIX = "field.";

  private Values() {}

  static List<Value> of(JsonNode body) {
    List<Value> values = new ArrayList<>();
    for (JsonNode field : body.path("fields")) {
      values.add(
          new Value(
              field.path("path").asText(), text(field.path("value")), field.hasNonNull("linked")));
    }
    return values;
  }

  /** Only what differs from the delivery: a text stays a text, other kinds are read as JSON. */
  static Map<String, JsonNode> changed(JsonNode body, MultivaluedMap<String, String> sent) {
    Map<String, JsonNode> changed = new LinkedHashMap<>();
    for (JsonNode field : body.path("fields")) {
      String given = sent.getFirst(PREFIX + field.path("path").asText());
      // Browsers send line ends as \\r\\n, whatever the value had.
      String value = given == null ? null : given.replace("\r\n", "\n");
      if (value != null && !value.equals(text(field.path("value")).replace("\r\n", "\n"))) {
        changed.put(field.path("path").asText(), json(value, field.path("value")));
      }
    }
    return changed;
  }

  static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode()
        ? ""
        : value.isTextual() ? value.asText() : value.toString();
  }

  private static JsonNode json(String text, JsonNode before) {
    if (text.isEmpty()) {
      return NullNode.getInstance();
    }
    if (before.isTextual() || before.isNull() || before.isMissingNode()) {
      return TextNode.valueOf(text);
    }
    try {
      return CanonicalJson.read(text, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return TextNode.valueOf(text);
    }
  }
}
