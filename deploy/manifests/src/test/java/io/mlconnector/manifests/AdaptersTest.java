package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlconnector.manifests.check.HouseRules;
import io.mlconnector.manifests.check.PublicRoutes;
import io.mlconnector.manifests.check.Schemas;
import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdaptersTest {

  private static final Path PROD = Repository.overlay("prod");

  static Stream<String> adapters() {
    return Repository.names(Repository.K8S.resolve("adapters")).stream();
  }

  @Test
  void everyServiceIsDeployed() {
    List<String> deployed =
        Kustomize.render(PROD).stream()
            .filter(each -> each.kind().equals("Deployment"))
            .map(each -> each.label("app.kubernetes.io/name"))
            .toList();

    assertThat(deployed).containsAll(Repository.services());
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void anAdapterIsLeftOutByOneLine(String adapter) {
    JsonNode less = Kustomize.read(PROD);
    ArrayNode lines = (ArrayNode) less.path("components");
    int before = lines.size();
    lines.removeIf(line -> line.asText().equals("../../adapters/" + adapter));
    assertThat(lines).hasSize(before - 1);

    List<Resource> left = Kustomize.render(PROD, less);

    assertThat(left).noneMatch(each -> named(each, adapter));
    assertThat(Schemas.findings(left)).isEmpty();
    assertThat(PublicRoutes.findings(left)).isEmpty();
    assertThat(HouseRules.findings(left)).isEmpty();
  }

  /** Documents of the overlay and dashboards may name any system. */
  private static boolean named(Resource resource, String adapter) {
    boolean content =
        resource.kind().equals("ConfigMap") && !resource.name().equals("ml-connector-adapters");
    String text = content ? resource.name() : resource.json().toString();
    return text.contains(adapter);
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void theWorldReachesItsHooksAndConsentsOnly(String adapter) {
    Resource route = only(adapter, "Ingress");

    assertThat(route.at("/spec/rules")).hasSize(1);
    JsonNode paths = route.at("/spec/rules/0/http/paths");
    assertThat(
            paths
                .valueStream()
                .map(path -> path.path("path").asText() + " " + path.path("pathType").asText()))
        .containsExactly(
            "/hooks/" + adapter + "/ Prefix", "/oauth/start/ Prefix", "/oauth/callback Exact");
    assertThat(paths.findValuesAsText("name")).containsOnly("ml-connector-" + adapter, "http");
    assertThat(route.at("/spec/tls/0/hosts/0").asText())
        .isEqualTo(route.at("/spec/rules/0/host").asText())
        .isEqualTo(adapter + ".connect.example.com");
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void whatScalesItAsksForItself(String adapter) {
    Resource scaling = only(adapter, "ScaledObject");
    Resource deployment = only(adapter, "Deployment");

    assertThat(scaling.at("/spec/scaleTargetRef/name").asText()).isEqualTo(deployment.name());
    assertThat(deployment.at("/spec/replicas").isMissingNode()).as("replicas are KEDA's").isTrue();
    assertThat(scaling.at("/spec/triggers").findValuesAsText("query"))
        .hasSize(2)
        .allMatch(query -> query.contains("service=\"" + adapter + "\""));
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void itHasADatabaseARoleAndCredentialsOfItsOwn(String adapter) {
    Resource database = only(adapter, "Database");
    Resource deployment = only(adapter, "Deployment");
    JsonNode role =
        Kustomize.render(PROD).stream()
            .filter(each -> each.kind().equals("Cluster"))
            .flatMap(each -> each.at("/spec/managed/roles").valueStream())
            .filter(each -> each.path("name").asText().equals(adapter))
            .findFirst()
            .orElseThrow();

    assertThat(database.at("/spec/name").asText()).isEqualTo(adapter);
    assertThat(database.at("/spec/owner").asText()).isEqualTo(adapter);
    assertThat(role.at("/passwordSecret/name").asText())
        .isEqualTo("ml-connector-" + adapter + "-database");
    assertThat(deployment.at("/spec/template").findValuesAsText("secretName"))
        .contains("ml-connector-" + adapter + "-credentials");
    assertThat(secretKeys(deployment))
        .containsExactlyInAnyOrder(
            "ml-connector-" + adapter + "-database/password",
            "ml-connector-" + adapter + "/sasl.jaas.config");
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void mappingAndConsoleKnowWhereItIs(String adapter) {
    Resource addresses =
        Kustomize.render(PROD).stream()
            .filter(each -> each.name().equals("ml-connector-adapters"))
            .findFirst()
            .orElseThrow();
    String plain = adapter.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    String variable = adapter.contains("-") ? "__" + plain + "__" : "_" + plain + "_";

    assertThat(addresses.at("/data/MLCONNECTOR_ADAPTERS" + variable + "URL").asText())
        .isEqualTo("http://" + only(adapter, "Service").name());
  }

  /** The largest file twice: one is uploaded while the next is made. */
  @Test
  void tableausFilesHaveRoomInAVolumeOfTheirOwn() {
    Resource deployment = only("tableau", "Deployment");
    String folder =
        deployment
            .at("/spec/template/spec/containers/0/env")
            .valueStream()
            .filter(each -> each.path("name").asText().equals("MLCONNECTOR_TABLEAU_FOLDER"))
            .map(each -> each.path("value").asText())
            .findFirst()
            .orElse("");
    String volume =
        deployment
            .at("/spec/template/spec/containers/0/volumeMounts")
            .valueStream()
            .filter(each -> each.path("mountPath").asText().equals(folder))
            .map(each -> each.path("name").asText())
            .findFirst()
            .orElse("");

    assertThat(
            deployment
                .at("/spec/template/spec/volumes")
                .valueStream()
                .filter(each -> each.path("name").asText().equals(volume))
                .map(each -> each.at("/emptyDir/sizeLimit").asText()))
        .containsExactly("8Gi");
  }

  private static Stream<String> secretKeys(Resource deployment) {
    return deployment
        .at("/spec/template/spec/containers/0/env")
        .valueStream()
        .map(variable -> variable.at("/valueFrom/secretKeyRef"))
        .filter(JsonNode::isObject)
        .map(key -> key.path("name").asText() + "/" + key.path("key").asText());
  }

  private static Resource only(String adapter, String kind) {
    List<Resource> found =
        Kustomize.render(PROD).stream()
            .filter(each -> each.kind().equals(kind))
            .filter(each -> each.label("app.kubernetes.io/name").equals(adapter))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
