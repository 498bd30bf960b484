package io.mlconnector.manifests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

  static Stream<Path> overlays() {
    return Repository.OVERLAYS.stream();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyObjectOfEveryOverlayIsOneThatItsApiTakes(Path overlay) {
    assertThat(Schemas.findings(Kustomize.render(overlay))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Deployment ml-connector-zendesk | spec: {replica: 2} | replica",
        "Deployment ml-connector-zendesk | spec: {replicas: two} | two",
        "Deployment ml-connector-zendesk | spec: {selector: null} | selector",
        "Deployment ml-connector-zendesk | spec: {template: {spec: {containers: {0: {port: []}}}}}"
            + " | port",
        "Service ml-connector-zendesk | spec: {ports: [{name: http}]} | port",
        "ServiceAccount ml-connector-zendesk | automountServiceAccountTokens: false | Tokens",
        "PodDisruptionBudget ml-connector-zendesk | spec: {maxUnavailables: 1} | maxUnavailables",
        "NetworkPolicy default-deny | spec: {policyType: [Egress]} | policyType",
        "NetworkPolicy adapters | spec: {egress: [{to: [{ipBlock: {except: [10.0.0.0/8]}}]}]} |"
            + " cidr",
        "Ingress ml-connector-zendesk | spec: {rules: [{http: {paths: [{path: /}]}}]} | backend",
        "ConfigMap ml-connector-settings | datas: {} | datas",
        "Kafka ml-connector | spec: {kafka: {replicaCount: 3}} | replicaCount",
        "KafkaNodePool broker | spec: {roles: [boss]} | boss",
        "KafkaTopic audit | spec: {partition: 6} | partition",
        "KafkaUser ml-connector-zendesk | spec: {authorization: {acl: []}} | acl",
        "PodMonitor ml-connector | spec: {podMetricsEndpoints: [{paths: /}]} | paths",
        "PrometheusRule ml-connector | spec: {groups: [{rules: [{alerts: x}]}]} | alerts",
        "ScaledObject ml-connector-zendesk | spec: {minReplicas: 2} | minReplicas",
        "ScaledObject ml-connector-zendesk | spec: {triggers: []} | triggers",
        "Cluster ml-connector-database | spec: {instances: many} | instances",
        "Cluster ml-connector-database | spec: {storages: {}} | storages",
        "Database ml-connector-zendesk | spec: {owner: null} | owner",
        "ScheduledBackup ml-connector-nightly | spec: {schedule: '30 1 * * *'} | schedule",
        "ObjectStore ml-connector-backups | spec: {configuration: null} | configuration",
        "ExternalSecret ml-connector-keyset | spec: {secretStore: x} | secretStore",
        "SecretStore ml-connector | spec: {provider: null} | provider",
        "Namespace ml-connector | kind: Namespaces | no kind Namespaces",
        "Database ml-connector-zendesk | apiVersion: postgresql.example.org/v1 | no schema",
      })
  void aPlantedMistakeIsFound(String object, String mistake, String named) {
    assertThat(Schemas.findings(Planted.in(object, mistake)))
        .singleElement()
        .asString()
        .contains(named);
  }
}
