package io.mlconnector.manifests.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Strategic merge patches: objects are merged, null removes, lists whose items have a key are
 * merged by it, other lists are replaced. Items of the patch come first, as kustomize puts them.
 *
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/glossary/">Kustomize</a>
 */
final class Merge {

  /** Lists of a pod that are merged, by the name of their field. */
  private static final Map<String, String> KEYS =
      Map.of(
          "containers", "name",
          "initContainers", "name",
          "env", "name",
          "volumes", "name",
          "volumeMounts", "mountPath",
          "ports", "containerPort");

  private Merge() {}

  /** Whether the patch says that the object shall go. */
  static boolean deletes(JsonNode patch) {
    return patch.path("$patch").asText().equals("delete");
  }

  static void into(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode value = field.getValue();
              JsonNode there = target.get(name);
              if (value.isNull()) {
                target.remove(name);
              } else if (value.isObject() && there instanceof ObjectNode object) {
                into(object, value);
              } else if (value instanceof ArrayNode items
                  && there instanceof ArrayNode list
                  && keyed(name, items)) {
                target.set(name, merged(list, items, KEYS.get(name)));
              } else {
                target.set(name, value.deepCopy());
              }
            });
  }

  private static boolean keyed(String field, ArrayNode items) {
    String key = KEYS.get(field);
    return key != null && items.valueStream().allMatch(item -> item.has(key));
  }

  private static ArrayNode merged(ArrayNode list, ArrayNode patch, String key) {
    ArrayNode result = list.arrayNode();
    for (JsonNode item : patch) {
      if (deletes(item)) {
        continue;
      }
      Optional<JsonNode> there = find(list, key, item.get(key));
      ObjectNode merged = there.map(JsonNode::<ObjectNode>deepCopy).orElseGet(list::objectNode);
      into(merged, item);
      result.add(merged);
    }
    for (JsonNode item : list) {
      if (find(patch, key, item.get(key)).isEmpty()) {
        result.add(item);
      }
    }
    return result;
  }

  private static Optional<JsonNode> find(ArrayNode list, String key, JsonNode value) {
    return list.valueStream().filter(item -> item.path(key).equals(value)).findFirst();
  }
}
