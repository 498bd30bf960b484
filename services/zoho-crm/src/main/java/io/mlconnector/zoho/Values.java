package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.Decimals;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Values between routes and Zoho, by what a field is: numbers and flags are texts here at times and
 * never there, a lookup is a record's id here and an object there.
 */
final class Values {

  private static final int SHOWN = 20;

  private Values() {}

  /**
   * What Zoho takes for a value.
   *
   * @throws Unfit where the field cannot hold it
   */
  static JsonNode toZoho(FieldMeta field, JsonNode value) {
    if (value == null || value.isNull()) {
      return NullNode.instance;
    }
    if (field.several()) {
      return several(field, value);
    }
    if (value.isContainerNode()) {
      throw new Unfit(field.name() + " takes a single value");
    }
    String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asText().strip();
    if (field.lookup()) {
      return JsonNodeFactory.instance.objectNode().put("id", text);
    }
    return switch (field.type()) {
      case "integer", "bigint" -> whole(field, text);
      case "double", "currency", "percent" -> decimal(field, text);
      case "boolean" -> flag(field, text);
      case "datetime" -> time(field, text);
      case "picklist" -> TextNode.valueOf(picked(field, text));
      default -> text(field, text);
    };
  }

  private static JsonNode whole(FieldMeta field, String text) {
    try {
      return LongNode.valueOf(new BigDecimal(text).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Unfit("%s takes whole numbers, and '%s' is none".formatted(field.name(), text));
    }
  }

  private static JsonNode decimal(FieldMeta field, String text) {
    try {
      return DecimalNode.valueOf(Decimals.parse(text));
    } catch (NumberFormatException e) {
      throw new Unfit("%s takes numbers, and '%s' is none".formatted(field.name(), text));
    }
  }

  private static JsonNode flag(FieldMeta field, String text) {
    if (text.equals("true") || text.equals("false")) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    throw new Unfit("%s takes true or false, not '%s'".formatted(field.name(), text));
  }

  /** A stamp to the second with an offset. */
  private static JsonNode time(FieldMeta field, String text) {
    try {
      return TextNode.valueOf(Coql.stamp(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeParseException e) {
      throw new Unfit(
          "%s takes a date and time with an offset, not '%s'".formatted(field.name(), text));
    }
  }

  private static JsonNode text(FieldMeta field, String text) {
    if (field.length() != null && field.length() > 0 && text.length() > field.length()) {
      throw new Unfit(
          "%s takes %d characters, and the value has %d: shorten it in the route"
              .formatted(field.name(), field.length(), text.length()));
    }
    return TextNode.valueOf(text);
  }

  private static JsonNode several(FieldMeta field, JsonNode value) {
    ArrayNode picked = JsonNodeFactory.instance.arrayNode();
    if (value.isArray()) {
      value.forEach(each -> picked.add(picked(field, each.asText().strip())));
    } else {
      picked.add(picked(field, value.asText().strip()));
    }
    return picked;
  }

  /** The list's own spelling; a value in another case is meant to be it. */
  private static String picked(FieldMeta field, String text) {
    if (field.choices().isEmpty() || field.choices().contains(text)) {
      return text;
    }
    return field.choices().stream()
        .filter(choice -> choice.equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new Unfit(notPicked(field, text)));
  }

  private static String notPicked(FieldMeta field, String text) {
    List<String> some = field.choices().stream().limit(SHOWN).toList();
    return "The pick list %s has no '%s': add it in Zoho, or map it in the route to one of %s%s"
        .formatted(
            field.name(),
            text,
            String.join(", ", some),
            field.choices().size() > SHOWN ? " …" : "");
  }

  /** What routes see of a value that Zoho shows. */
  static JsonNode fromZoho(FieldMeta field, JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return NullNode.instance;
    }
    if (value.isObject()) {
      return value.hasNonNull("id") ? TextNode.valueOf(value.path("id").asText()) : value;
    }
    if (value.isTextual() && (value.asText().isBlank() || value.asText().equals("-None-"))) {
      return NullNode.instance;
    }
    return switch (field.type()) {
      case "datetime" -> instant(value);
      case "bigint" -> TextNode.valueOf(value.asText());
      default -> value;
    };
  }

  private static JsonNode instant(JsonNode value) {
    try {
      return TextNode.valueOf(OffsetDateTime.parse(value.asText()).toInstant().toString());
    } catch (DateTimeParseException e) {
      return value;
    }
  }
}
