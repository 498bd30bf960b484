package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values between JSON and rows: enumerations are bare names, stamps texts, never a null text. */
final class Values {

  private Values() {}

  static void write(ObjectNode json, String name, Object value) {
    if (value == null) {
      json.putNull(name);
    } else if (value instanceof Long number) {
      json.put(name, number);
    } else if (value instanceof BigDecimal number) {
      json.put(name, number);
    } else {
      json.put(name, value.toString());
    }
  }

  /** The members of a body as values of the type's properties; annotations are skipped. */
  static Map<Property, Object> read(EntityType type, ObjectNode body) {
    Map<Property, Object> values = new LinkedHashMap<>();
    body.fields()
        .forEachRemaining(
            member -> {
              if (!member.getKey().contains("@")) {
                Property property = member(type, member.getKey());
                values.put(property, value(property, member.getValue()));
              }
            });
    return values;
  }

  private static Property member(EntityType type, String name) {
    Property property = type.properties().get(name);
    if (property == null) {
      throw invalid(
          "The property '%s' does not exist on type '%s%s'. Make sure to only use property names"
                  .formatted(name, EnumType.NAMESPACE, type.name())
              + " that are defined by the type.");
    }
    return property;
  }

  static Object value(Property property, JsonNode json) {
    if (json.isNull()) {
      return property.kind() == PropertyKind.ENUM ? null : property.empty();
    }
    Object value =
        switch (property.kind()) {
          case TEXT -> json.isTextual() ? json.asText() : null;
          case INTEGER -> json.isIntegralNumber() ? (Object) json.longValue() : null;
          case DECIMAL -> json.isNumber() ? json.decimalValue() : null;
          case STAMP -> json.isTextual() ? stamp(json.asText()) : null;
          case ENUM -> property.options().members().contains(json.asText()) ? json.asText() : null;
          case GUID -> json.asText().matches("[\\p{XDigit}-]{36}") ? json.asText() : null;
          case BINARY -> binary(json.asText());
        };
    if (value == null) {
      throw invalid(
          "Cannot convert the literal '%s' to the expected type '%s'."
              .formatted(json.asText(), property.kind().wireName()));
    }
    return value;
  }

  private static Instant stamp(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw invalid("Cannot convert the literal '" + text + "' to 'Edm.DateTimeOffset'.");
    }
  }

  private static String binary(String text) {
    try {
      Base64.getDecoder().decode(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw invalid("Cannot convert the literal to 'Edm.Binary'.");
    }
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "The request is invalid.", message, "Microsoft.OData.ODataException");
  }
}
