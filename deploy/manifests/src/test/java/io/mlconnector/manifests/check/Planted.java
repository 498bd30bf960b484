package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import io.mlconnector.manifests.render.Yaml;
import java.util.List;

/** The production overlay with one thing in it that is wrong. */
public final class Planted {

  private static final List<Resource> GOOD = Kustomize.render(Repository.overlay("prod"));

  private Planted() {}

  /** The overlay as it is. */
  public static List<Resource> nothing() {
    return GOOD.stream().map(Resource::copy).toList();
  }

  /**
   * Merges a piece of YAML into an object; lists are replaced, null removes.
   *
   * @param kindAndName such as {@code Deployment ml-connector-zendesk}
   */
  public static List<Resource> in(String kindAndName, String yaml) {
    return in(GOOD, kindAndName, yaml);
  }

  /** The same in other resources, which stay as they are. */
  static List<Resource> in(List<Resource> good, String kindAndName, String yaml) {
    List<Resource> resources = good.stream().map(Resource::copy).toList();
    Resource meant = find(resources, kindAndName);
    merge(meant.json(), Yaml.one(yaml));
    return resources;
  }

  public static Resource find(List<Resource> resources, String kindAndName) {
    return resources.stream()
        .filter(resource -> resource.toString().equals(kindAndName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No " + kindAndName));
  }

  private static void merge(JsonNode target, JsonNode change) {
    change
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              JsonNode there = at(target, field.getKey());
              if (value.isObject() && there != null) {
                merge(there, value);
              } else if (value.isNull()) {
                ((ObjectNode) target).remove(field.getKey());
              } else {
                ((ObjectNode) target).set(field.getKey(), value);
              }
            });
  }

  /** A field, or the item of a list by its number. */
  private static JsonNode at(JsonNode target, String field) {
    return target.isArray() ? target.get(Integer.parseInt(field)) : target.get(field);
  }
}
