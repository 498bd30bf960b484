package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a client sent to define a custom field, checked as a whole before it is applied. */
final class FieldDefinition {

  private final Ids ids;
  private final ObjectNode body;
  private final Violations violations = new Violations();

  FieldDefinition(Ids ids, ObjectNode body) {
    this.ids = ids;
    this.body = body;
  }

  void applyTo(CustomField field, boolean isNew) {
    String title = body.path("title").asText(field.title);
    if (title.isBlank()) {
      violations.add("title", "BlankValue", "Title: cannot be blank");
    }
    List<CustomField.Option> options = options(field, isNew);
    Pattern regexp = regexp(field, isNew);
    String target = body.path("relationship_target_type").asText(field.target);
    if (field.type == FieldType.LOOKUP && (target == null || !target.startsWith("zen:"))) {
      violations.invalid("relationship_target_type", "Relationship target type: is not valid");
    }
    violations.refuseIfAny();
    field.title = title;
    field.description = body.path("description").asText(field.description);
    field.active = body.path("active").asBoolean(field.active);
    field.position = body.path("position").asInt(field.position);
    field.options = options;
    field.regexp = regexp;
    field.target = target;
  }

  private Pattern regexp(CustomField field, boolean isNew) {
    JsonNode sent = body.get("regexp_for_validation");
    boolean missing = sent == null || sent.asText().isEmpty();
    if (missing && (field.type != FieldType.REGEXP || !isNew)) {
      return field.regexp;
    }
    try {
      if (!missing) {
        return Pattern.compile(sent.asText());
      }
    } catch (PatternSyntaxException e) {
      violations.invalid("regexp_for_validation", "Regexp for validation: is not valid");
      return null;
    }
    violations.add("regexp_for_validation", "BlankValue", "Regexp for validation: cannot be blank");
    return null;
  }

  private List<CustomField.Option> options(CustomField field, boolean isNew) {
    JsonNode sent = body.get("custom_field_options");
    if (!field.type.hasOptions() || sent == null && !isNew) {
      return field.options;
    }
    List<CustomField.Option> options = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode each : sent == null ? body.arrayNode() : sent) {
      String name = each.path("name").asText("");
      String value = each.path("value").asText("");
      if (name.isBlank() || !value.matches("[^\\s,]+")) {
        violations.invalid(
            "custom_field_options", "Custom field options: name or tag is not valid");
      } else if (!seen.add(value)) {
        violations.duplicate(
            "custom_field_options", "Custom field options: " + value + " is twice");
      }
      options.add(new CustomField.Option(idOf(field, value), name, value));
    }
    if (options.isEmpty()) {
      violations.add("custom_field_options", "BlankValue", "Custom field options: cannot be blank");
    }
    return options;
  }

  private long idOf(CustomField field, String value) {
    return field.options.stream()
        .filter(option -> option.value().equals(value))
        .findFirst()
        .map(CustomField.Option::id)
        .orElseGet(ids::next);
  }
}
