package io.mlconnector.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.EntityType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A place in an entity's published schema: the record itself, one of its fields, or a place of
 * which nothing is known, below which everything is allowed.
 */
final class EntitySchema {

  private static final EntitySchema ANYTHING =
      new EntitySchema(MissingNode.getInstance(), "", false);

  private static final Map<EntityType, EntitySchema> RECORDS = new ConcurrentHashMap<>();

  /** The name by which expressions over the members of a list read one of them. */
  static final String ROW = "row";

  private final JsonNode schema;
  private final String path;
  private final boolean personal;
  private final EntitySchema row;

  private EntitySchema(JsonNode schema, String path, boolean personal) {
    this(schema, path, personal, null);
  }

  private EntitySchema(JsonNode schema, String path, boolean personal, EntitySchema row) {
    this.schema = schema;
    this.path = path;
    this.personal = personal;
    this.row = row;
  }

  /**
   * The record beside one member of a list of it.
   *
   * @throws ExpressionError where it has no such list
   */
  EntitySchema withRow(String each) {
    EntitySchema list = member(each);
    if (list == null || list.kind() != ValueKind.LIST) {
      List<String> lists =
          members().stream().filter(name -> member(name).kind() == ValueKind.LIST).toList();
      throw new ExpressionError(
          "'%s' is no list of the record; there are %s"
              .formatted(each, lists.isEmpty() ? "none" : String.join(", ", lists)),
          0);
    }
    return new EntitySchema(
        schema, path, personal, new EntitySchema(list.value(), list.path, list.personal));
  }

  /** The record. */
  static EntitySchema of(EntityType entity) {
    return RECORDS.computeIfAbsent(entity, EntitySchema::read);
  }

  private static EntitySchema read(EntityType entity) {
    try (InputStream resource = EntityType.class.getResourceAsStream(entity.schemaResource())) {
      if (resource == null) {
        throw new IllegalStateException("No schema " + entity.schemaResource());
      }
      JsonNode schema = CanonicalJson.read(resource.readAllBytes(), JsonNode.class);
      return new EntitySchema(schema, "", false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EntitySchema anything() {
    return ANYTHING;
  }

  /** The path from the record, dotted; empty for the record itself and for places unknown. */
  String path() {
    return path;
  }

  /** Whether the schema says which members there are; {@code custom} is free, for one. */
  boolean known() {
    return value().path("properties").size() > 0;
  }

  /** A member, or null where the schema is known and has none of that name. */
  EntitySchema member(String name) {
    if (this == ANYTHING) {
      return this;
    }
    if (row != null && name.equals(ROW)) {
      return row;
    }
    JsonNode member = value().path("properties").path(name);
    if (member.isMissingNode()) {
      boolean leaf = !schema.isMissingNode() && !value().path("type").asText().equals("object");
      return known() || leaf ? null : new EntitySchema(MissingNode.getInstance(), path, personal);
    }
    String below = path.isEmpty() ? name : path + "." + name;
    return new EntitySchema(member, below, personal || member.path("x-personal").asBoolean());
  }

  List<String> members() {
    List<String> names = new ArrayList<>();
    value().path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether the place, anything above it or anything below it is marked personal. */
  boolean personal() {
    return personal || schema.findValues("x-personal").stream().anyMatch(JsonNode::asBoolean);
  }

  /** What a value of this place is. */
  ValueKind kind() {
    return switch (schema.path("type").asText()) {
      case "string" -> textKind();
      case "integer", "number" -> ValueKind.NUMBER;
      case "boolean" -> ValueKind.BOOLEAN;
      case "array" -> ValueKind.LIST;
      case "object" -> ValueKind.OBJECT;
      default -> ValueKind.UNKNOWN;
    };
  }

  private ValueKind textKind() {
    if (schema.path("pattern").asText().startsWith("^-?[0-9]+")) {
      return ValueKind.DECIMAL;
    }
    return switch (schema.path("format").asText()) {
      case "date" -> ValueKind.DATE;
      case "date-time" -> ValueKind.INSTANT;
      default -> ValueKind.TEXT;
    };
  }

  /** JSONata looks through lists, so a list's members are those of its items. */
  private JsonNode value() {
    return schema.has("items") ? schema.get("items") : schema;
  }
}
