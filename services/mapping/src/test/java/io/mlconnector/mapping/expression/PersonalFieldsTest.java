package io.mlconnector.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.EntityType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is made from a field that a published schema marks personal is personal, whatever the entity
 * and wherever the field is; the ledger gets its keyed hash. Everything else is kept as it is.
 */
class PersonalFieldsTest {

  static List<EntityType> all() {
    return EntityType.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyFieldOfEverySchemaIsTakenForWhatTheSchemaSays(EntityType entity) throws IOException {
    Map<String, Boolean> fields = new TreeMap<>();
    walk(schema(entity), "", false, fields);

    assertThat(fields).isNotEmpty();
    fields.forEach(
        (path, personal) -> {
          assertThat(personal(path, entity)).as(path).isEqualTo(personal);
          assertThat(personal("$string(" + path + ") & 'x'", entity)).as(path).isEqualTo(personal);
        });
    assertThat(fields.containsValue(true)).as("somebody is in it").isEqualTo(hasPeople(entity));
  }

  /** A summary only counts. */
  private static boolean hasPeople(EntityType entity) {
    return entity != EntityType.SUPPORT_SUMMARY;
  }

  private static boolean personal(String expression, EntityType entity) {
    Reading reading = Expression.compile(expression, entity, ExternalIdScheme.DEFAULT).reading();
    assertThat(reading.problems()).as(expression).isEmpty();
    return reading.personal();
  }

  /** Personal is what is marked, what is within it, and what has something marked within. */
  private static boolean walk(
      JsonNode schema, String path, boolean above, Map<String, Boolean> fields) {
    boolean marked = above || schema.path("x-personal").asBoolean();
    JsonNode members = schema.path(schema.has("items") ? "items" : "").path("properties");
    boolean below = false;
    for (var member :
        (members.isMissingNode() ? schema.path("properties") : members).properties()) {
      String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
      below |= walk(member.getValue(), name, marked, fields);
    }
    if (!path.isEmpty()) {
      fields.put(path, marked || below);
    }
    return marked || below;
  }

  private static JsonNode schema(EntityType entity) throws IOException {
    try (InputStream json = EntityType.class.getResourceAsStream(entity.schemaResource())) {
      return CanonicalJson.read(json.readAllBytes(), JsonNode.class);
    }
  }
}
