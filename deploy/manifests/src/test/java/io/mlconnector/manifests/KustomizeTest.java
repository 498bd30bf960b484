package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import io.mlconnector.manifests.render.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KustomizeTest {

  static Stream<Path> overlays() {
    return Repository.OVERLAYS.stream();
  }

  /** Skipped where there is no kubectl: the build needs none. */
  @ParameterizedTest
  @MethodSource("overlays")
  void ourRendererGivesWhatKubectlGives(Path overlay) throws Exception {
    assumeTrue(kubectl("version", "--client").isPresent(), "There is no kubectl on this machine");

    Map<String, JsonNode> theirs =
        Yaml.all(kubectl("kustomize", overlay.toString()).orElseThrow()).stream()
            .map(json -> new Resource(json.deepCopy()))
            .collect(byId());
    Map<String, JsonNode> ours = Kustomize.render(overlay).stream().collect(byId());

    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    ours.forEach((id, json) -> assertThat(json).as(id).isEqualTo(theirs.get(id)));
  }

  static Stream<String> components() {
    return Repository.names(Repository.K8S.resolve("components")).stream();
  }

  /** One by one on the production overlay, those that it has already left out. */
  @ParameterizedTest
  @MethodSource("components")
  void ourRendererGivesWhatKubectlGivesWithEveryComponent(String component, @TempDir Path folder)
      throws Exception {
    assumeTrue(kubectl("version", "--client").isPresent(), "There is no kubectl on this machine");
    Path prod = Repository.overlay("prod");
    ObjectNode more = Kustomize.read(prod).deepCopy();
    ArrayNode lines = (ArrayNode) more.path("components");
    String line = "../../components/" + component;
    lines.removeIf(each -> each.asText().equals(line));
    // The gateway carries on the console's route as well.
    if (component.equals("gateway")) {
      lines.add("../../components/public-console");
    }
    lines.add(line);
    more.remove("configMapGenerator");

    Map<String, JsonNode> theirs =
        Yaml.all(kubectl("kustomize", copied(more, prod, folder)).orElseThrow()).stream()
            .map(json -> new Resource(json.deepCopy()))
            .collect(byId());
    Map<String, JsonNode> ours = Kustomize.render(prod, more).stream().collect(byId());

    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    ours.forEach((id, json) -> assertThat(json).as(id).isEqualTo(theirs.get(id)));
  }

  /** The same overlay in another folder, with its paths as they are from there. */
  private static String copied(ObjectNode overlay, Path from, Path folder) throws IOException {
    Path real = from.toRealPath();
    for (String list : new String[] {"resources", "components"}) {
      ArrayNode paths = overlay.arrayNode();
      for (JsonNode each : overlay.path(list)) {
        Path meant = real.resolve(each.asText()).normalize();
        paths.add(folder.toRealPath().relativize(meant).toString());
      }
      overlay = overlay.deepCopy();
      overlay.set(list, paths);
    }
    Files.writeString(folder.resolve("kustomization.yaml"), overlay.toString());
    return folder.toString();
  }

  private static java.util.stream.Collector<Resource, ?, Map<String, JsonNode>> byId() {
    Function<Resource, JsonNode> json = Resource::json;
    return Collectors.toMap(Resource::id, json, (one, other) -> one, TreeMap::new);
  }

  private static java.util.Optional<String> kubectl(String... arguments)
      throws IOException, InterruptedException {
    String[] command =
        Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toArray(String[]::new);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? java.util.Optional.of(out) : java.util.Optional.empty();
    } catch (IOException noSuchProgram) {
      return java.util.Optional.empty();
    }
  }
}
