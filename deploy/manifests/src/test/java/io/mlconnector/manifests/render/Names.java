package io.mlconnector.manifests.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Puts a suffix behind names, and behind what refers to an object that got it. */
final class Names {

  /** A field that refers to an object of a kind. */
  private record Reference(String from, String path, String to) {}

  private static final String POD = "spec/template/spec/";

  private static final List<Reference> REFERENCES =
      List.of(
          new Reference("Deployment", POD + "serviceAccountName", "ServiceAccount"),
          new Reference("Deployment", POD + "containers/envFrom/configMapRef/name", "ConfigMap"),
          new Reference("Deployment", POD + "volumes/configMap/name", "ConfigMap"),
          new Reference("Deployment", POD + "volumes/secret/secretName", "Secret"),
          new Reference("Deployment", POD + "containers/env/valueFrom/secretKeyRef/name", "Secret"),
          new Reference("Ingress", "spec/rules/http/paths/backend/service/name", "Service"));

  private Names() {}

  static void suffix(List<Resource> resources, String suffix) {
    resources.stream()
        .filter(resource -> !resource.isClusterWide())
        .forEach(resource -> resource.rename(resource.name() + suffix));
    for (Resource resource : resources) {
      for (Reference reference : REFERENCES) {
        if (reference.from().equals(resource.kind())) {
          Fields.visit(
              resource.json(),
              reference.path(),
              false,
              (object, field) -> follow(resources, reference.to(), object, field));
        }
      }
    }
  }

  private static void follow(
      List<Resource> resources, String kind, ObjectNode object, String field) {
    Optional<Resource> meant =
        resources.stream()
            .filter(each -> each.kind().equals(kind))
            .filter(each -> each.before().equals(object.path(field).asText()))
            .findFirst();
    meant.ifPresent(resource -> object.put(field, resource.name()));
  }
}
