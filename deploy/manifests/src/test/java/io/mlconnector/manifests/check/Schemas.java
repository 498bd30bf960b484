package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.render.Resource;
import java.util.List;
import java.util.Set;

/**
 * Whether an object is one that its API takes: nothing misspelt, nothing of a wrong type. A kind
 * that no schema is known for is a finding of its own.
 */
public final class Schemas {

  private static final Set<String> KUBERNETES =
      Set.of("v1", "apps/v1", "batch/v1", "policy/v1", "networking.k8s.io/v1");

  private Schemas() {}

  public static List<String> findings(List<Resource> resources) {
    return resources.stream().flatMap(resource -> findings(resource).stream()).toList();
  }

  public static List<String> findings(Resource resource) {
    JsonNode json = resource.json();
    List<String> problems;
    if (KUBERNETES.contains(resource.apiVersion())) {
      problems = KubernetesModels.problems(resource.kind(), json);
    } else if (StrictModels.knows(resource)) {
      problems = StrictModels.problems(resource);
    } else {
      problems = OwnSchemas.problems(resource);
    }
    return problems.stream().map(problem -> resource + ": " + problem).toList();
  }
}
