package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a module's fields are called in routes: by Zoho's API names, and where the organization made
 * a field of its own, also by what it holds, such as {@code credit_limit}, so that a route fits
 * every organization.
 *
 * @param key the API name of the field that holds our key
 */
record Layout(Kind kind, Fields fields, Map<String, String> aliases, String key) {

  /** What routes call an account's e-mail address, which only matches, unless there is a field. */
  static final String EMAIL = "email";

  /**
   * The layout with fields of the last minutes.
   *
   * @throws io.mlconnector.spi.VendorFailure of kind REJECTED where the key field is none
   */
  static Layout of(Connection connection, Kind kind) {
    String key = KeyField.usable(connection, kind);
    return new Layout(kind, Fields.of(connection, kind), kind.aliases(connection.settings()), key);
  }

  /** The layout with fields of the last minutes, for whoever only reads. */
  static Layout reading(Connection connection, Kind kind) {
    return new Layout(
        kind,
        Fields.of(connection, kind),
        kind.aliases(connection.settings()),
        kind.keyField(connection.settings()));
  }

  /** The layout with fields as they are now, for people to look at. */
  static Layout live(Connection connection, Kind kind) {
    return new Layout(
        kind,
        Fields.live(connection, kind),
        kind.aliases(connection.settings()),
        kind.keyField(connection.settings()));
  }

  Layout fresh(Connection connection) {
    return new Layout(kind, Fields.fresh(connection, kind), aliases, key);
  }

  /** The field that a path means; null where there is none. */
  FieldMeta field(String path) {
    String field = aliases.getOrDefault(path, path.equals(EMAIL) ? kind.email() : path);
    return field == null ? null : fields.get(field);
  }

  /** Whether a path has no field, and only says by what a record may be recognised. */
  boolean onlyMatches(String path) {
    return path.equals(EMAIL) && field(path) == null;
  }

  List<FieldSchema> describe() {
    List<FieldSchema> all = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(aliases.keySet());
    paths.add(EMAIL);
    for (String path : paths) {
      FieldMeta field = field(path);
      if (field != null) {
        all.add(field.schema(path));
      } else if (path.equals(EMAIL)) {
        all.add(FieldSchema.of(path, Type.TEXT));
      }
    }
    fields.all().forEach(field -> all.add(field.schema(field.name())));
    return all;
  }

  /** Wanted fields that the organization has yet to make, by the API names they should have. */
  List<FieldSchema> missing(List<FieldSchema> wanted) {
    return wanted.stream()
        .filter(field -> field(field.path()) == null && !onlyMatches(field.path()))
        .map(
            field ->
                new FieldSchema(
                    aliases.getOrDefault(field.path(), field.path()),
                    field.type(),
                    true,
                    false,
                    field.maxLength(),
                    field.choices(),
                    true))
        .toList();
  }

  /** The columns that a look at these writes needs. */
  Collection<String> columns(List<Write> writes) {
    TreeSet<String> columns = new TreeSet<>(List.of("id", key));
    for (Write write : writes) {
      for (String path : write.fields().keySet()) {
        FieldMeta field = field(path);
        if (field != null) {
          columns.add(field.name());
        }
      }
    }
    return columns;
  }

  /** A record as a write's route sees it. */
  Map<String, JsonNode> seen(Write write, JsonNode row) {
    Map<String, JsonNode> seen = new LinkedHashMap<>();
    seen.put(Kind.EXTERNAL_ID, text(row.path(key).asText("")));
    for (String path : write.fields().keySet()) {
      FieldMeta field = field(path);
      if (field != null) {
        seen.put(path, Values.fromZoho(field, row.path(field.name())));
      } else if (onlyMatches(path)) {
        seen.put(path, write.fields().get(path));
      }
    }
    return seen;
  }

  private static JsonNode text(String text) {
    return text.isBlank() ? NullNode.instance : TextNode.valueOf(text);
  }

  /**
   * What is sent for a write.
   *
   * @throws Unfit where a field is not there, or cannot hold its value
   */
  ObjectNode record(Write write) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    if (write.key() != null) {
      record.put("id", write.key());
    }
    write
        .fields()
        .forEach(
            (path, value) -> {
              FieldMeta field = field(path);
              if (field != null) {
                record.set(field.name(), Values.toZoho(field, value));
              } else if (!onlyMatches(path)) {
                throw new Unfit(
                    "%s have no field %s"
                        .formatted(kind.module(), aliases.getOrDefault(path, path)));
              }
            });
    return record;
  }
}
