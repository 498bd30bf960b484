package io.mlconnector.manifests.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlconnector.manifests.check.Network.End;
import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The production overlay with tables migrated by Jobs, and the keyset wrapped by a KMS. */
class KeysAndMigrationsTest {

  private static final List<Resource> ALL = rendered();

  private static List<Resource> rendered() {
    JsonNode prod = Kustomize.read(Repository.overlay("prod"));
    ArrayNode components = (ArrayNode) prod.path("components");
    Repository.names(Repository.K8S.resolve("migrations"))
        .forEach(name -> components.add("../../migrations/" + name));
    components.add("../../components/kms");
    return Kustomize.render(Repository.overlay("prod"), prod);
  }

  static List<String> services() {
    return Repository.services();
  }

  @Test
  void whatIsRenderedKeepsSchemasPolicyAndRules() {
    assertThat(Schemas.findings(ALL)).isEmpty();
    assertThat(RestrictedPolicy.findings(ALL)).isEmpty();
    assertThat(HouseRules.findings(ALL)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aJobMigratesWithTheRoleThatOwnsTheTables(String service) {
    Resource job = Planted.find(ALL, "Job ml-connector-migration-" + service);
    JsonNode container = job.at("/spec/template/spec/containers/0");
    Map<String, JsonNode> env = env(container);

    assertThat(container.path("image").asText()).contains("/" + service + ":");
    assertThat(env.get("QUARKUS_INIT_AND_EXIT").path("value").asText()).isEqualTo("true");
    assertThat(env.get("QUARKUS_DATASOURCE_USERNAME").path("value").asText())
        .isEqualTo("$(SERVICE)");
    assertThat(secret(env)).isEqualTo("ml-connector-" + service + "-database");
    assertThat(job.at("/spec/template/metadata/labels/app.kubernetes.io~1name").asText())
        .isEqualTo(service);
    assertThat(job.at("/spec/template/spec/serviceAccountName").asText())
        .isEqualTo("ml-connector-" + service);
  }

  @ParameterizedTest
  @MethodSource("services")
  void theServiceWorksWithAnotherRoleAndLeavesTablesAlone(String service) {
    Map<String, JsonNode> env =
        env(
            Planted.find(ALL, "Deployment ml-connector-" + service)
                .at("/spec/template/spec/containers/0"));
    Set<String> roles =
        StreamSupport.stream(
                Planted.find(ALL, "Cluster ml-connector-database")
                    .at("/spec/managed/roles")
                    .spliterator(),
                false)
            .map(
                role -> role.path("name").asText() + " " + role.at("/passwordSecret/name").asText())
            .collect(Collectors.toSet());

    assertThat(env.get("QUARKUS_DATASOURCE_USERNAME").path("value").asText())
        .isEqualTo(service + "_service");
    assertThat(secret(env)).isEqualTo("ml-connector-" + service + "-database-service");
    assertThat(env.get("MLCONNECTOR_MIGRATIONS_AT_START").path("value").asText())
        .isEqualTo("false");
    assertThat(roles)
        .contains(
            service + " ml-connector-" + service + "-database",
            service + "_service ml-connector-" + service + "-database-service");
    assertThat(Planted.find(ALL, "Database ml-connector-" + service).at("/spec/owner").asText())
        .isEqualTo(service);
  }

  @Test
  void aJobReachesTheDatabaseAndNothingElse() {
    Network network = new Network("ml-connector", ALL);
    End job =
        End.pod(
            "ml-connector",
            Map.of(
                "app.kubernetes.io/part-of", "ml-connector",
                "app.kubernetes.io/component", "migration",
                "app.kubernetes.io/name", "zendesk"));
    End database = End.pod("ml-connector", Map.of("cnpg.io/cluster", "ml-connector-database"));

    assertThat(network.lets(job, database, 5432)).isTrue();
    assertThat(network.lets(job, End.outside("8.8.8.8"), 443)).isFalse();
    assertThat(network.lets(job, KMS, 8200)).isFalse();
  }

  @Test
  void adaptersAloneReachTheKeyManagementServiceAndSignInByTheirAccounts() {
    Network network = new Network("ml-connector", ALL);
    for (String service : services()) {
      boolean adapter = !Set.of("mapping", "console").contains(service);
      Resource deployment = Planted.find(ALL, "Deployment ml-connector-" + service);
      End pod =
          End.pod(
              "ml-connector",
              Map.of(
                  "app.kubernetes.io/part-of",
                  "ml-connector",
                  "app.kubernetes.io/component",
                  adapter ? "adapter" : service,
                  "app.kubernetes.io/name",
                  service));

      assertThat(network.lets(pod, KMS, 8200)).as(service).isEqualTo(adapter);
      assertThat(network.lets(pod, KMS, 443)).as(service).isFalse();
      assertThat(deployment.json().findValuesAsText("audience"))
          .as(service)
          .isEqualTo(adapter ? List.of("vault") : List.of());
      assertThat(deployment.json().toString().contains("ml-connector-kms"))
          .as(service)
          .isEqualTo(adapter);
    }
  }

  private static final End KMS = End.pod("vault", Map.of("app.kubernetes.io/name", "vault"));

  private static Map<String, JsonNode> env(JsonNode container) {
    return StreamSupport.stream(container.path("env").spliterator(), false)
        .collect(Collectors.toMap(each -> each.path("name").asText(), each -> each));
  }

  private static String secret(Map<String, JsonNode> env) {
    return env.get("QUARKUS_DATASOURCE_PASSWORD").at("/valueFrom/secretKeyRef/name").asText();
  }
}
