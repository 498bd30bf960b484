package io.mlconnector.manifests.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;

/** Walks to fields by path, through every item of the lists on the way. */
final class Fields {

  private Fields() {}

  /**
   * @param path names of fields, such as {@code spec/containers/env}
   * @param visit gets the object that the last field is in, and its name
   */
  static void visit(
      JsonNode root, String path, boolean create, BiConsumer<ObjectNode, String> visit) {
    visit(root, List.of(path.split("/")), create, visit);
  }

  private static void visit(
      JsonNode node, List<String> path, boolean create, BiConsumer<ObjectNode, String> visit) {
    if (node.isArray()) {
      node.forEach(item -> visit(item, path, create, visit));
    } else if (node instanceof ObjectNode object) {
      String name = path.get(0);
      if (path.size() == 1) {
        visit.accept(object, name);
      } else if (object.has(name)) {
        visit(object.get(name), path.subList(1, path.size()), create, visit);
      } else if (create) {
        visit(object.putObject(name), path.subList(1, path.size()), true, visit);
      }
    }
  }
}
