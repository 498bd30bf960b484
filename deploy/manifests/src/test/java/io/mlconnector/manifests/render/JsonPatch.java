package io.mlconnector.manifests.render;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON patches with add, replace, remove, move and test.
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
      JsonPointer path = JsonPointer.compile(operation.path("path").asText());
      String what = operation.path("op").asText();
      if (what.equals("move")) {
        JsonPointer from = JsonPointer.compile(operation.path("from").asText());
        JsonNode moved = target.at(from);
        apply(target, operation, "remove", from, moved);
        apply(target, operation, "add", path, moved);
      } else if (!what.equals("test")) {
        apply(target, operation, what, path, operation.path("value"));
      } else if (!target.at(path).equals(operation.path("value"))) {
        throw new IllegalArgumentException("It is otherwise: " + operation);
      }
    }
  }

  private static void apply(
      ObjectNode target, JsonNode operation, String what, JsonPointer path, JsonNode value) {
    JsonNode parent = target.at(path.head());
    String last = path.last().getMatchingProperty();
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
