package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** The types of custom fields and how each reads a value: vendor sheet A2. */
enum FieldType {
  TEXT,
  TEXTAREA,
  CHECKBOX,
  DATE,
  INTEGER,
  DECIMAL,
  REGEXP,
  DROPDOWN,
  MULTISELECT,
  LOOKUP;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<FieldType> ofWireName(String name) {
    for (FieldType type : values()) {
      if (type.wireName().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  boolean hasOptions() {
    return this == DROPDOWN || this == MULTISELECT;
  }

  /** What a record without a value shows. */
  JsonNode nothing() {
    return this == CHECKBOX ? BooleanNode.FALSE : NullNode.getInstance();
  }

  /** The value as the vendor keeps and returns it, or null when it is refused. */
  JsonNode read(CustomField field, JsonNode value) {
    if (value.isNull() || value.isTextual() && value.asText().isEmpty()) {
      return nothing();
    }
    return switch (this) {
      case TEXT, TEXTAREA -> scalar(value);
      case CHECKBOX -> flag(value);
      case DATE -> date(value);
      case INTEGER -> number(value, true);
      case DECIMAL -> number(value, false);
      case REGEXP -> field.matches(value.asText()) ? scalar(value) : null;
      case DROPDOWN -> field.hasOption(value.asText()) ? scalar(value) : null;
      case MULTISELECT -> options(field, value);
      case LOOKUP -> field.pointsSomewhere(value.asText()) ? scalar(value) : null;
    };
  }

  private static JsonNode scalar(JsonNode value) {
    return value.isValueNode() ? TextNode.valueOf(value.asText()) : null;
  }

  private static JsonNode flag(JsonNode value) {
    boolean yes = value.asText().equals("true") || value.asText().equals("1");
    boolean no = value.asText().equals("false") || value.asText().equals("0");
    return yes || no ? BooleanNode.valueOf(yes) : null;
  }

  /** A date comes back as midnight of that day, with an offset. */
  private static JsonNode date(JsonNode value) {
    String text = value.asText();
    try {
      LocalDate day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
      return TextNode.valueOf(day + "T00:00:00+00:00");
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Numbers may be sent as text but always come back as numbers, decimals without their scale. */
  private static JsonNode number(JsonNode value, boolean whole) {
    if (!value.isNumber() && !value.isTextual()) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(value.asText().strip()).stripTrailingZeros();
      if (whole) {
        return DecimalNode.valueOf(new BigDecimal(number.toBigIntegerExact()));
      }
      return DecimalNode.valueOf(number.scale() < 1 ? number.setScale(1) : number);
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static JsonNode options(CustomField field, JsonNode value) {
    if (!value.isArray()) {
      return null;
    }
    var kept = SandboxJson.array();
    for (JsonNode each : value) {
      if (!field.hasOption(each.asText())) {
        return null;
      }
      kept.add(each.asText());
    }
    return kept;
  }
}
