package io.mlconnector.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

  static List<EntityType> entities() {
    return EntityType.ALL;
  }

  @ParameterizedTest
  @MethodSource("entities")
  void everyExampleObeysItsSchema(EntityType entity) {
    assertThat(problems(entity, resource("/examples/" + entity.name() + ".json"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("entities")
  void aRecordReadFromTheExampleIsWrittenBackByTheSchema(EntityType entity) {
    CanonicalRecord record =
        CanonicalJson.read(resource("/examples/" + entity.name() + ".json"), entity.type());
    String written = CanonicalJson.text(record);

    assertThat(problems(entity, written)).isEmpty();
    assertThat(CanonicalJson.read(written, entity.type())).isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("entities")
  void recordsAndSchemasHaveTheSameFields(EntityType entity) {
    Set<String> inRecord =
        Arrays.stream(entity.type().getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> inSchema = new TreeSet<>();
    schema(entity).path("properties").fieldNames().forEachRemaining(inSchema::add);

    assertThat(inSchema).isEqualTo(inRecord);
  }

  @ParameterizedTest
  @MethodSource("entities")
  void aRecordWithoutAKeyIsRefused(EntityType entity) {
    ObjectNode example =
        CanonicalJson.read(resource("/examples/" + entity.name() + ".json"), ObjectNode.class);
    example.remove("key");

    assertThat(problems(entity, example.toString())).isNotEmpty();
  }

  static JsonNode schema(EntityType entity) {
    return CanonicalJson.read(resource(entity.schemaResource()), JsonNode.class);
  }

  private static List<String> problems(EntityType entity, String json) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource(entity.schemaResource()));
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  static String resource(String name) {
    try (InputStream in = SchemaTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
