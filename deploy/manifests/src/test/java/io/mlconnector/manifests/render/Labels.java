package io.mlconnector.manifests.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Puts labels on objects, on the pods they make, and into the selectors that look for these. */
final class Labels {

  private record Place(String kind, String path, boolean create) {}

  private static final List<Place> SELECTORS =
      List.of(
          new Place("Service", "spec/selector", true),
          new Place("Deployment", "spec/selector/matchLabels", true),
          new Place("Deployment", "spec/template/metadata/labels", true),
          new Place(
              "Deployment",
              "spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels",
              false),
          new Place("PodDisruptionBudget", "spec/selector/matchLabels", false),
          new Place("NetworkPolicy", "spec/podSelector/matchLabels", false),
          new Place("NetworkPolicy", "spec/ingress/from/podSelector/matchLabels", false),
          new Place("NetworkPolicy", "spec/egress/to/podSelector/matchLabels", false));

  private Labels() {}

  static void put(List<Resource> resources, JsonNode labels) {
    boolean selectors = labels.path("includeSelectors").asBoolean();
    for (Resource resource : resources) {
      set(resource.json(), "metadata/labels", true, labels.path("pairs"));
      if (selectors) {
        SELECTORS.stream()
            .filter(place -> place.kind().equals(resource.kind()))
            .forEach(
                place -> set(resource.json(), place.path(), place.create(), labels.path("pairs")));
      }
    }
  }

  private static void set(ObjectNode json, String path, boolean create, JsonNode pairs) {
    Fields.visit(
        json,
        path,
        create,
        (object, field) -> {
          if (create || object.has(field)) {
            object.withObject("/" + field.replace("/", "~1")).setAll((ObjectNode) pairs.deepCopy());
          }
        });
  }
}
