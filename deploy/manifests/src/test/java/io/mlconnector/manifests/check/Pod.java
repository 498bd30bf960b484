package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.render.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pods that an object makes.
 *
 * @param owner the object
 * @param template their metadata and spec
 */
public record Pod(Resource owner, JsonNode template) {

  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  /** The pods of objects that make some. */
  public static List<Pod> of(List<Resource> resources) {
    return resources.stream().map(Pod::of).flatMap(Optional::stream).toList();
  }

  private static Optional<Pod> of(Resource resource) {
    if (resource.apiVersion().equals("v1") && resource.kind().equals("Pod")) {
      return Optional.of(new Pod(resource, resource.json()));
    }
    String where =
        resource.kind().equals("CronJob") ? "/spec/jobTemplate/spec/template" : "/spec/template";
    JsonNode template = resource.at(where);
    return template.path("spec").has("containers")
        ? Optional.of(new Pod(resource, template))
        : Optional.empty();
  }

  JsonNode spec() {
    return template.path("spec");
  }

  JsonNode security() {
    return spec().path("securityContext");
  }

  JsonNode labels() {
    return template.path("metadata").path("labels");
  }

  JsonNode annotations() {
    return template.path("metadata").path("annotations");
  }

  /** All containers, those that begin or look in included. */
  List<JsonNode> containers() {
    List<JsonNode> all = new ArrayList<>();
    CONTAINERS.forEach(field -> spec().path(field).forEach(all::add));
    return all;
  }

  /** What is said for the pod and for each of its containers. */
  List<JsonNode> securityContexts() {
    List<JsonNode> all = new ArrayList<>();
    all.add(security());
    containers().forEach(container -> all.add(container.path("securityContext")));
    return all;
  }
}
