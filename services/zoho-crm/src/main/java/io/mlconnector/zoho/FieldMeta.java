package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A field as the organization has it.
 *
 * @param type Zoho's {@code data_type}
 * @param length in characters; null where there is no limit
 * @param external {@code org}, {@code user}, or empty where it is no external field
 * @param choices what a pick list has
 */
record FieldMeta(
    String name,
    String type,
    Integer length,
    boolean unique,
    String external,
    boolean required,
    boolean writable,
    boolean custom,
    List<String> choices) {

  private static final Set<String> COMPUTED = Set.of("formula", "autonumber", "rollup_summary");

  static FieldMeta of(JsonNode json) {
    String type = json.path("data_type").asText("text");
    List<String> choices = new ArrayList<>();
    json.path("pick_list_values")
        .forEach(
            each ->
                choices.add(each.path("actual_value").asText(each.path("display_value").asText())));
    boolean readOnly =
        json.path("read_only").asBoolean()
            || json.path("field_read_only").asBoolean()
            || !json.path("operation_type").path("api_update").asBoolean(true)
            || COMPUTED.contains(type);
    return new FieldMeta(
        json.path("api_name").asText(),
        type,
        json.path("length").isNumber() ? json.path("length").asInt() : null,
        !json.path("unique").isEmpty(),
        json.path("external").path("type").asText(""),
        json.path("system_mandatory").asBoolean(),
        !readOnly,
        json.path("custom_field").asBoolean(),
        choices);
  }

  boolean lookup() {
    return type.endsWith("lookup");
  }

  boolean choice() {
    return type.equals("picklist");
  }

  boolean several() {
    return type.equals("multiselectpicklist");
  }

  FieldSchema schema(String path) {
    return new FieldSchema(path, schemaType(), writable, required, textLength(), choices, custom);
  }

  private Integer textLength() {
    return schemaType() == Type.TEXT ? length : null;
  }

  private Type schemaType() {
    if (lookup()) {
      return Type.REFERENCE;
    }
    return switch (type) {
      case "integer", "bigint" -> Type.INTEGER;
      case "double", "currency", "percent" -> Type.DECIMAL;
      case "boolean" -> Type.BOOLEAN;
      case "date" -> Type.DATE;
      case "datetime" -> Type.INSTANT;
      case "picklist" -> Type.CHOICE;
      case "multiselectpicklist" -> Type.TEXT_LIST;
      default -> Type.TEXT;
    };
  }
}
