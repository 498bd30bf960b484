package io.mlconnector.manifests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

  private static final String DEPLOYMENT = "Deployment ml-connector-zendesk";

  static Stream<Path> overlays() {
    return Repository.OVERLAYS.stream();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyOverlayKeepsThePolicyAndEveryRule(Path overlay) {
    List<Resource> resources = Kustomize.render(overlay);

    assertThat(Pod.of(resources)).hasSizeGreaterThan(3);
    assertThat(RestrictedPolicy.findings(resources)).isEmpty();
    assertThat(HouseRules.findings(resources)).isEmpty();
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        container("read-only root file system", "securityContext: {readOnlyRootFilesystem: false}"),
        container("requests and limits", "resources: {limits: {memory: null}}"),
        container("probes by what they mean", "livenessProbe: {httpGet: {path: /q/health/ready}}"),
        container("an image by version", "image: ml-connector/zendesk"),
        container("an image by version", "image: 'ml-connector/zendesk:latest'"),
        pod("no token of the cluster", "automountServiceAccountToken: null"),
        pod("no token of the cluster", "serviceAccountName: default"),
        pod("no variables of other services", "enableServiceLinks: null"),
        pod("spread over zones and nodes", "topologySpreadConstraints: []"),
        container(
            "variables that are there when they are used",
            "env: [{name: A, value: $(LATER)}, {name: LATER, value: x}]"),
        container("secrets by reference", "env: [{name: KAFKA_SASL_JAAS_CONFIG, value: x}]"),
        pod("mounts of volumes that are there", "volumes: []"),
        container("room for what is written", "resources: {limits: {ephemeral-storage: 100Mi}}"),
        pod("room for what is written", "volumes: {0: {emptyDir: {sizeLimit: 600Mi}}}"),
        pod("room for what is written", "volumes: {0: {emptyDir: {sizeLimit: null}}}"),
        Arguments.of(
            "a disruption budget",
            Planted.in(
                "PodDisruptionBudget ml-connector-zendesk",
                "spec: {selector: {matchLabels: {app.kubernetes.io/name: other}}}")),
        Arguments.of(
            "a heap below the limit",
            Planted.in(
                "ConfigMap ml-connector-settings",
                "data: {JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=90'}")));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void aPlantedViolationIsFound(String rule, List<Resource> planted) {
    assertThat(HouseRules.findings(planted)).contains(DEPLOYMENT + ": " + rule);
  }

  @Test
  void everyRuleHasAPlantedViolation() {
    Set<String> rules =
        HouseRules.RULES.stream().map(HouseRules.Rule::name).collect(Collectors.toSet());

    assertThat(violations().map(each -> (String) each.get()[0]).collect(Collectors.toSet()))
        .isEqualTo(rules);
  }

  private static Arguments pod(String rule, String yaml) {
    return Arguments.of(rule, Planted.in(DEPLOYMENT, "spec: {template: {spec: {" + yaml + "}}}"));
  }

  private static Arguments container(String rule, String yaml) {
    return Arguments.of(
        rule,
        Planted.in(DEPLOYMENT, "spec: {template: {spec: {containers: {0: {" + yaml + "}}}}}"));
  }
}
