package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mlconnector.manifests.render.Resource;
import io.mlconnector.manifests.render.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Schemas of our own, for operators that publish none as a library: the fields that we use and no
 * others, so what is added to a manifest is looked up once more and added here.
 */
final class OwnSchemas {

  private static final Path FOLDER = Path.of("src", "test", "resources", "schemas");

  private OwnSchemas() {}

  static List<String> problems(Resource resource) {
    Path file = FOLDER.resolve(resource.group() + "_" + resource.kind() + ".yaml");
    if (resource.group().isEmpty() || !Files.exists(file)) {
      return List.of("no schema is known for " + resource.apiVersion());
    }
    JsonNode definition = Yaml.file(file);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(definition);
    return schema.validate(resource.json()).stream().map(Object::toString).toList();
  }
}
