package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The JSON shape of a writable attribute, and the form in which the vendor keeps its value. */
enum Shape {
  TEXT("must be a string", Shape::text),
  /** Text whose surrounding white space the vendor drops. */
  TRIMMED("must be a string", value -> trimmed(text(value))),
  FLAG("must be a boolean", Shape::flag),
  ID("must be an integer", Shape::id),
  /** Tags are lower case and never contain a space. */
  TAGS("must be an array of strings", value -> words(value, true)),
  DOMAINS("must be an array of strings", value -> words(value, false)),
  /** Custom values by field key; each is judged by its field's own type. */
  FIELDS("must be an object", value -> value.isObject() ? value : null);

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String demand;
  private final Function<JsonNode, JsonNode> reading;

  Shape(String demand, Function<JsonNode, JsonNode> reading) {
    this.demand = demand;
    this.reading = reading;
  }

  /** The value as kept; refuses with 400 what has another shape. JSON null stays null. */
  JsonNode read(String name, JsonNode value) {
    JsonNode kept = value.isNull() && this != FIELDS ? value : reading.apply(value);
    if (kept == null) {
      throw Refusals.invalidAttribute(name, demand);
    }
    return kept;
  }

  private static JsonNode text(JsonNode value) {
    if (value.isContainerNode()) {
      return null;
    }
    String text = value.asText();
    return text.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(text);
  }

  private static JsonNode trimmed(JsonNode value) {
    return value == null || value.isNull() ? value : TextNode.valueOf(value.asText().strip());
  }

  private static JsonNode flag(JsonNode value) {
    return switch (value.asText()) {
      case "true", "1" -> BooleanNode.TRUE;
      case "false", "0" -> BooleanNode.FALSE;
      default -> null;
    };
  }

  private static JsonNode id(JsonNode value) {
    if (value.isIntegralNumber()) {
      return LongNode.valueOf(value.asLong());
    }
    boolean digits = value.isTextual() && value.asText().matches("\\d{1,18}");
    return digits ? LongNode.valueOf(Long.parseLong(value.asText())) : null;
  }

  private static JsonNode words(JsonNode value, boolean tags) {
    if (!value.isArray()) {
      return null;
    }
    Set<String> words = new LinkedHashSet<>();
    for (JsonNode each : value) {
      if (!each.isTextual()) {
        return null;
      }
      String word = each.asText().strip().toLowerCase(Locale.ROOT);
      words.addAll(tags ? List.of(SPACE.split(word)) : List.of(word));
    }
    ArrayNode kept = SandboxJson.array();
    words.stream().filter(word -> !word.isEmpty()).forEach(kept::add);
    return kept;
  }
}
