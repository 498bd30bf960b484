package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Custom fields as JSON and back. */
final class SavedFields {

  private SavedFields() {}

  /** In the form in which the vendor shows them, which tells everything about them. */
  static ArrayNode save(CustomFields fields) {
    ArrayNode all = SandboxJson.array();
    fields.all().forEach(field -> all.add(field.render("")));
    return all;
  }

  static void restore(JsonNode saved, CustomFields fields) {
    List<CustomField> all = new ArrayList<>();
    for (JsonNode json : saved) {
      CustomField field =
          fields.blank(
              json.path("id").asLong(),
              json.path("key").asText(),
              FieldType.ofWireName(json.path("type").asText()).orElseThrow(),
              Instant.parse(json.path("created_at").asText()));
      fill(field, (ObjectNode) json);
      all.add(field);
    }
    fields.replaceAll(all);
  }

  private static void fill(CustomField field, ObjectNode json) {
    field.updatedAt = Instant.parse(json.path("updated_at").asText());
    field.title = json.path("title").asText();
    field.description = json.path("description").asText();
    field.active = json.path("active").asBoolean();
    field.position = json.path("position").asInt();
    if (json.hasNonNull("regexp_for_validation")) {
      field.regexp = Pattern.compile(json.get("regexp_for_validation").asText());
    }
    field.target = json.path("relationship_target_type").asText(null);
    for (JsonNode option : json.path("custom_field_options")) {
      field.options.add(
          new CustomField.Option(
              option.path("id").asLong(),
              option.path("name").asText(),
              option.path("value").asText()));
    }
  }
}
