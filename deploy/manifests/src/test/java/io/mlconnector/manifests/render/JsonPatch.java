package io.mlconnector.manifests.render;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON patches with add, replace and remove.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
final class JsonPatch {

  private JsonPatch() {}

  /**
   * @throws IllegalArgumentException where an operation has no place to be done
   */
  static void apply(ObjectNode target, JsonNode operations) {
    for (JsonNode operation : operations) {
      apply(target, operation, JsonPointer.compile(operation.path("path").asText()));
    }
  }

  private static void apply(ObjectNode target, JsonNode operation, JsonPointer path) {
    JsonNode parent = target.at(path.head());
    String last = path.last().getMatchingProperty();
    JsonNode value = operation.path("value");
    String what = operation.path("op").asText();
    boolean there = !target.at(path).isMissingNode();
    if (what.equals("add") && parent instanceof ObjectNode object) {
      object.set(last, value.deepCopy());
    } else if (what.equals("add") && parent instanceof ArrayNode list) {
      list.insert(last.equals("-") ? list.size() : Integer.parseInt(last), value.deepCopy());
    } else if (what.equals("replace") && there && parent instanceof ObjectNode object) {
      object.set(last, value.deepCopy());
    } else if (what.equals("replace") && there && parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(last), value.deepCopy());
    } else if (what.equals("remove") && there && parent instanceof ObjectNode object) {
      object.remove(last);
    } else if (what.equals("remove") && there && parent instanceof ArrayNode list) {
      list.remove(Integer.parseInt(last));
    } else {
      throw new IllegalArgumentException("Cannot be done: " + operation);
    }
  }
}
