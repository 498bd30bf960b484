package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.zendesk.api.AccountApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of one object: those that every account has, and the custom ones below {@code
 * organization_fields} or {@code user_fields}, which must exist before they are written: Zendesk
 * ignores unknown keys.
 */
record ZendeskFields(String owner, List<FieldSchema> standard) {

  private static final int PAGE = 100;
  private static final Set<String> REFERENCES = Set.of("organization_id", "group_id");

  List<FieldSchema> describe(Connection connection) {
    List<FieldSchema> all = new ArrayList<>(standard);
    all.addAll(custom(connection));
    return all;
  }

  private List<FieldSchema> custom(Connection connection) {
    List<FieldSchema> fields = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      JsonNode page = connection.client(AccountApi.class).fields(owner, PAGE, after);
      page.path(owner).forEach(field -> fields.add(schema(field)));
      after = page.at("/meta/after_cursor").asText(null);
      more = page.at("/meta/has_more").asBoolean(false) && after != null;
    }
    return fields;
  }

  private FieldSchema schema(JsonNode field) {
    List<String> choices = new ArrayList<>();
    field.path("custom_field_options").forEach(o -> choices.add(o.path("value").asText()));
    return new FieldSchema(
        owner + "." + field.path("key").asText(),
        type(field.path("type").asText()),
        field.path("active").asBoolean(true),
        false,
        null,
        choices,
        true);
  }

  private static Type type(String zendesk) {
    return switch (zendesk) {
      case "integer" -> Type.INTEGER;
      case "decimal" -> Type.DECIMAL;
      case "checkbox" -> Type.BOOLEAN;
      case "date" -> Type.DATE;
      case "dropdown", "tagger" -> Type.CHOICE;
      case "multiselect" -> Type.TEXT_LIST;
      case "lookup" -> Type.REFERENCE;
      default -> Type.TEXT;
    };
  }

  /** Makes those wanted custom fields that do not exist, or only names them. */
  List<FieldSchema> provision(Connection connection, List<FieldSchema> wanted, boolean dryRun) {
    Set<String> there =
        custom(connection).stream().map(FieldSchema::path).collect(Collectors.toSet());
    List<FieldSchema> missing =
        wanted.stream()
            .filter(field -> field.path().startsWith(owner + "."))
            .filter(field -> !there.contains(field.path()))
            .toList();
    if (!dryRun) {
      missing.forEach(field -> create(connection, field));
    }
    return missing;
  }

  private void create(Connection connection, FieldSchema field) {
    String key = field.path().substring(owner.length() + 1);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject(owner.substring(0, owner.length() - 1))
        .put("key", key)
        .put("title", title(key))
        .put("type", zendeskType(field.type()))
        .put("description", "Kept by ml-connector");
    connection.client(AccountApi.class).createField(owner, body);
  }

  private static String zendeskType(Type type) {
    return switch (type) {
      case INTEGER -> "integer";
      case DECIMAL -> "decimal";
      case BOOLEAN -> "checkbox";
      case DATE -> "date";
      default -> "text";
    };
  }

  private static String title(String key) {
    String words = key.replace('_', ' ').strip();
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  /** A vendor object's fields by dotted path, as routes name them. */
  Map<String, JsonNode> flatten(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().equals(owner)) {
                field
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        custom -> fields.put(owner + "." + custom.getKey(), custom.getValue()));
              } else {
                fields.put(field.getKey(), field.getValue());
              }
            });
    return fields;
  }

  /** The opposite of {@link #flatten}: a body to send. */
  ObjectNode nest(Map<String, JsonNode> fields) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (path, value) -> {
          if (path.startsWith(owner + ".")) {
            ObjectNode custom =
                object.has(owner) ? (ObjectNode) object.get(owner) : object.putObject(owner);
            custom.set(path.substring(owner.length() + 1), value);
          } else {
            object.set(path, REFERENCES.contains(path) ? number(value) : value);
          }
        });
    return object;
  }

  /** Ids are 64-bit integers at Zendesk and text with us. */
  private static JsonNode number(JsonNode id) {
    return id.isTextual() && id.asText().matches("\\d{1,18}")
        ? LongNode.valueOf(Long.parseLong(id.asText()))
        : id;
  }
}
