package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the values that a write brings against their fields and turns them into what is kept. A
 * text must come as a text and a number as a number; a pick list takes its own values only.
 */
final class Values {

  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");
  private static final Pattern PHONE = Pattern.compile("[+]?[0-9a-zA-Z ().,;#/-]+");
  private static final Pattern WEBSITE =
      Pattern.compile("(https?://)?[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+([:/?#].*)?");
  private static final JsonNodeFactory NODES = SandboxJson.MAPPER.getNodeFactory();
  private static final int DECIMALS = 2;

  private final Org org;

  Values(Org org) {
    this.org = org;
  }

  /**
   * What is kept for a value, or a null node where it empties the field; throws {@link Refusal}.
   *
   * @param path the JSON path of the value, for the error
   * @param externals by which external field records are named, per module
   */
  JsonNode read(Field field, JsonNode value, String path, Map<String, String> externals) {
    if (value.isNull() || value.isTextual() && value.asText().isBlank()) {
      return NODES.nullNode();
    }
    return switch (field.type()) {
      case TEXT, TEXTAREA -> text(field, value, path, null, "string");
      case EMAIL -> text(field, value, path, EMAIL, "email");
      case PHONE -> text(field, value, path, PHONE, "phone");
      case WEBSITE -> text(field, value, path, WEBSITE, "website");
      case PICKLIST -> pick(field, value, path);
      case INTEGER -> whole(field, value, path);
      case BIGINT -> big(field, value, path);
      case DOUBLE, CURRENCY -> decimal(field, value, path);
      case BOOLEAN -> flag(field, value, path);
      case DATE -> date(field, value, path);
      case DATETIME -> time(field, value, path);
      case LOOKUP -> reference(field, value, path, externals);
      case OWNERLOOKUP -> user(field, value, path);
    };
  }

  private static JsonNode text(
      Field field, JsonNode value, String path, Pattern pattern, String expected) {
    if (!value.isTextual() || pattern != null && !pattern.matcher(value.asText()).matches()) {
      throw Refusal.invalid(field.apiName(), path, expected);
    }
    if (value.asText().length() > field.length()) {
      Refusal refusal = Refusal.invalid(field.apiName(), path, expected);
      refusal.details.put("maximum_length", field.length());
      throw refusal;
    }
    return value;
  }

  private static JsonNode pick(Field field, JsonNode value, String path) {
    if (value.isTextual() && value.asText().equals("-None-")) {
      return NODES.nullNode();
    }
    if (!value.isTextual() || !field.pickList().contains(value.asText())) {
      throw Refusal.invalid(field.apiName(), path, "picklist");
    }
    return value;
  }

  private static JsonNode whole(Field field, JsonNode value, String path) {
    if (!value.isIntegralNumber() || value.asText().replace("-", "").length() > field.length()) {
      throw Refusal.invalid(field.apiName(), path, "integer");
    }
    return NODES.numberNode(value.longValue());
  }

  private static JsonNode big(Field field, JsonNode value, String path) {
    String text = value.isIntegralNumber() || value.isTextual() ? value.asText() : "";
    if (!text.matches("-?\\d{1," + field.length() + "}")) {
      throw Refusal.invalid(field.apiName(), path, "bigint");
    }
    return NODES.textNode(text);
  }

  private static JsonNode decimal(Field field, JsonNode value, String path) {
    if (!value.isNumber()) {
      throw Refusal.invalid(field.apiName(), path, "double");
    }
    BigDecimal rounded = value.decimalValue().setScale(DECIMALS, RoundingMode.HALF_UP);
    if (rounded.precision() - rounded.scale() > field.length()) {
      Refusal refusal = Refusal.invalid(field.apiName(), path, "double");
      refusal.details.put("maximum_length", field.length());
      throw refusal;
    }
    BigDecimal plain = rounded.stripTrailingZeros();
    return NODES.numberNode(plain.scale() < 0 ? plain.setScale(0) : plain);
  }

  private static JsonNode flag(Field field, JsonNode value, String path) {
    if (!value.isBoolean()) {
      throw Refusal.invalid(field.apiName(), path, "boolean");
    }
    return value;
  }

  private static JsonNode date(Field field, JsonNode value, String path) {
    try {
      return NODES.textNode(LocalDate.parse(value.asText()).toString());
    } catch (DateTimeParseException e) {
      throw Refusal.invalid(field.apiName(), path, "date");
    }
  }

  private static JsonNode time(Field field, JsonNode value, String path) {
    try {
      return NODES.textNode(OffsetDateTime.parse(value.asText()).toInstant().toString());
    } catch (DateTimeParseException e) {
      throw Refusal.invalid(field.apiName(), path, "datetime");
    }
  }

  private JsonNode reference(
      Field field, JsonNode value, String path, Map<String, String> externals) {
    if (!value.isObject() || !value.path("id").isTextual()) {
      throw Refusal.invalid(field.apiName(), path, "jsonobject");
    }
    CrmModule target = org.module(field.lookup()).orElseThrow();
    String given = value.path("id").asText();
    return RecordNames.find(target, given, externals)
        .map(record -> (JsonNode) NODES.textNode(record.key()))
        .orElseThrow(
            () ->
                Refusal.field(
                    "INVALID_DATA",
                    field.apiName(),
                    path + ".id",
                    "the related id given seems to be invalid"));
  }

  private static JsonNode user(Field field, JsonNode value, String path) {
    String id = value.path("id").asText("");
    if (!Org.USERS.containsKey(id)) {
      throw Refusal.invalid(field.apiName(), path, "ownerlookup");
    }
    return NODES.textNode(id);
  }
}
