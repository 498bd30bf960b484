package io.mlconnector.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** The sandbox's one way to read and write JSON: exact decimals, never in scientific notation. */
public final class SandboxJson {

  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private SandboxJson() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * Settings with some others, by their names.
   *
   * @throws BadCommand naming one that is unknown or wrong
   */
  public static <T> T with(T settings, Class<T> type, ObjectNode some) {
    ObjectNode merged = MAPPER.valueToTree(settings);
    merged.setAll(some);
    try {
      return MAPPER.treeToValue(merged, type);
    } catch (UnrecognizedPropertyException e) {
      throw new BadCommand(e.getPropertyName() + ": unknown; known are " + e.getKnownPropertyIds());
    } catch (JsonProcessingException e) {
      throw new BadCommand("settings: " + e.getOriginalMessage());
    }
  }

  /** The call's body as a JSON object; throws {@link BadCommand} when it is anything else. */
  public static ObjectNode body(RoutingContext call) {
    Buffer buffer = call.body() == null ? null : call.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      throw new BadCommand("body: a JSON object is expected, but the body is empty");
    }
    try {
      JsonNode node = MAPPER.readTree(buffer.getBytes());
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new BadCommand("body: a JSON object is expected, but it is " + node.getNodeType());
    } catch (JsonProcessingException e) {
      throw new BadCommand("body: not JSON: " + e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw new BadCommand("body: cannot be read: " + e.getMessage());
    }
  }
}
