package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.jdedwards.api.OrchestratorApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an orchestration takes and gives, as its OpenAPI document says.
 *
 * @param outputs empty where the document says nothing of them
 */
record Contract(Set<String> inputs, Set<String> demanded, Set<String> outputs) {

  private static final int DEEPEST = 8;

  /**
   * Reads it.
   *
   * @throws VendorFailure where there is none, or none that can be understood
   */
  static Contract of(Connection connection, String name) {
    String device = new JdeSettings(connection).device();
    JsonNode document = connection.client(OrchestratorApi.class).contract(device, name);
    Set<String> inputs = new LinkedHashSet<>();
    Set<String> demanded = new LinkedHashSet<>();
    Set<String> outputs = new LinkedHashSet<>();
    if (document != null) {
      for (JsonNode path : document.path("paths")) {
        JsonNode post = path.path("post");
        schemas(post.path("requestBody"), document, inputs, demanded);
        schemas(post.path("responses").path("200"), document, outputs, new LinkedHashSet<>());
      }
    }
    if (inputs.isEmpty()) {
      throw VendorFailure.rejected(
          200, "The catalog names no inputs of the orchestration %s".formatted(name));
    }
    return new Contract(inputs, demanded, outputs);
  }

  private static void schemas(
      JsonNode of, JsonNode document, Set<String> names, Set<String> demanded) {
    for (JsonNode content : of.path("content")) {
      properties(content.path("schema"), document, names, demanded, 0);
    }
  }

  private static void properties(
      JsonNode schema, JsonNode document, Set<String> names, Set<String> demanded, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    String reference = schema.path("$ref").asText("");
    if (reference.startsWith("#")) {
      properties(document.at(reference.substring(1)), document, names, demanded, depth + 1);
    }
    schema.path("allOf").forEach(part -> properties(part, document, names, demanded, depth + 1));
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    schema.path("required").forEach(name -> demanded.add(name.asText()));
  }
}
