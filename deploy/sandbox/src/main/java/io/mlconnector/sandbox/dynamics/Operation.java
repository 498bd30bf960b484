package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One call of the service, alone or in a batch.
 *
 * @param root such as {@code http://host/data}
 * @param path below the root, still encoded, without a slash at its start
 * @param query null for none
 */
record Operation(
    String method, String root, String path, String query, MultiMap headers, byte[] body) {

  boolean is(String name) {
    return method.equals(name);
  }

  String header(String name) {
    return headers.get(name);
  }

  /** The body as a JSON object; anything else is refused as the vendor does. */
  ObjectNode json() {
    String type = header("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      throw new Refusal(
          415, "The entity representation's media type is not supported.", "" + type, "");
    }
    try {
      JsonNode json = SandboxJson.MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
      if (json instanceof ObjectNode object) {
        return object;
      }
      throw Values.invalid("A JSON object is expected.");
    } catch (IOException e) {
      throw Values.invalid("The body is not JSON.");
    }
  }
}
