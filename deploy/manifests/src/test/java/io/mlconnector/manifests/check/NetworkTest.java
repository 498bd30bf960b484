package io.mlconnector.manifests.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.check.Network.End;
import io.mlconnector.manifests.render.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  private static final String HERE = "ml-connector";
  private static final End ZENDESK = End.service("zendesk", "adapter");
  private static final End FUSION = End.service("oracle-fusion", "adapter");
  private static final End JDE = End.service("jdedwards", "adapter");
  private static final End MAPPING = End.service("mapping", "mapping");
  private static final End CONSOLE = End.service("console", "console");
  private static final End KAFKA = End.pod(HERE, Map.of("strimzi.io/cluster", "ml-connector"));
  private static final End DATABASE =
      End.pod(HERE, Map.of("cnpg.io/cluster", "ml-connector-database"));
  private static final End NAMES = End.pod("kube-system", Map.of("k8s-app", "kube-dns"));
  private static final End INGRESS =
      End.pod("ingress-nginx", Map.of("app.kubernetes.io/name", "ingress-nginx"));
  private static final End SCRAPER =
      End.pod("monitoring", Map.of("app.kubernetes.io/name", "prometheus"));
  private static final End STRANGER = End.pod("elsewhere", Map.of());
  private static final End NEIGHBOUR = End.pod(HERE, Map.of("app", "other"));

  private final Network network = new Network(HERE, Planted.nothing());

  @Test
  void everyServiceReachesKafkaItsDatabaseAndNames() {
    for (End service : new End[] {ZENDESK, FUSION, JDE, MAPPING, CONSOLE}) {
      assertThat(network.lets(service, KAFKA, 9093)).isTrue();
      assertThat(network.lets(service, DATABASE, 5432)).isTrue();
      assertThat(network.lets(service, NAMES, 53)).isTrue();
      assertThat(network.lets(service, KAFKA, 9091)).isFalse();
      assertThat(network.lets(service, DATABASE, 8000)).isFalse();
    }
  }

  @Test
  void adaptersAreAskedByMappingConsoleIngressAndScraperAndNobodyElse() {
    for (End asking : new End[] {MAPPING, CONSOLE, INGRESS, SCRAPER, ZENDESK}) {
      assertThat(network.lets(asking, ZENDESK, 8080)).as("%s", asking).isTrue();
    }
    for (End asking : new End[] {STRANGER, NEIGHBOUR, KAFKA, FUSION}) {
      assertThat(network.lets(asking, ZENDESK, 8080)).as("%s", asking).isFalse();
    }
  }

  @Test
  void mappingIsAskedByConsoleAndScraperOnly() {
    assertThat(network.lets(CONSOLE, MAPPING, 8080)).isTrue();
    assertThat(network.lets(SCRAPER, MAPPING, 8080)).isTrue();
    assertThat(network.lets(MAPPING, MAPPING, 8080)).isTrue();
    for (End asking : new End[] {ZENDESK, INGRESS, STRANGER, NEIGHBOUR}) {
      assertThat(network.lets(asking, MAPPING, 8080)).as("%s", asking).isFalse();
      assertThat(network.lets(asking, CONSOLE, 8080)).as("%s", asking).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "8.8.8.8", "2606:4700::1111"})
  void onlyAdaptersReachPublicAddressesAndOnlyByTls(String address) {
    End vendor = End.outside(address);

    assertThat(network.lets(ZENDESK, vendor, 443)).isTrue();
    assertThat(network.lets(ZENDESK, vendor, 80)).isFalse();
    assertThat(network.lets(MAPPING, vendor, 443)).isFalse();
    assertThat(network.lets(CONSOLE, vendor, 443)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "10.0.0.1",
        "172.20.3.4",
        "192.168.1.1",
        "100.64.0.1",
        "127.0.0.1",
        "168.63.129.16",
        "fd00:ec2::254",
        "fe80::1",
        "::1",
        "2002:a9fe:a9fe::1"
      })
  void noServiceReachesPrivateAddressesNorThoseOfMetadata(String address) {
    assertThat(network.lets(ZENDESK, End.outside(address), 443)).isFalse();
    assertThat(network.lets(JDE, End.outside(address), 443)).isFalse();
  }

  @Test
  void anAddressInTheCompanyIsReachedByTheAdapterThatNamesItOnly() {
    var resources =
        Planted.in(
            "NetworkPolicy ml-connector-jdedwards-on-premise",
            """
            spec:
              egress:
                - to: [{ipBlock: {cidr: 10.20.30.0/28}}]
                  ports: [{port: 8443}]
            """);
    Network opened = new Network(HERE, resources);

    assertThat(opened.lets(JDE, End.outside("10.20.30.5"), 8443)).isTrue();
    assertThat(opened.lets(JDE, End.outside("10.20.30.5"), 443)).isFalse();
    assertThat(opened.lets(JDE, End.outside("10.20.30.99"), 8443)).isFalse();
    assertThat(opened.lets(ZENDESK, End.outside("10.20.30.5"), 8443)).isFalse();
  }

  /** Said by itself, so that it does not rest on what other policies happen to select. */
  @Test
  void onePolicyDeniesEverythingToEveryPod() {
    Resource deny = Planted.find(Planted.nothing(), "NetworkPolicy default-deny");

    assertThat(deny.at("/spec/podSelector")).isEmpty();
    assertThat(deny.at("/spec/policyTypes").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(deny.at("/spec").has("ingress") || deny.at("/spec").has("egress")).isFalse();
  }

  @Test
  void whatNoPolicyNamesIsDenied() {
    assertThat(network.lets(NEIGHBOUR, KAFKA, 9093)).isFalse();
    assertThat(network.lets(NEIGHBOUR, End.outside("8.8.8.8"), 443)).isFalse();
    assertThat(network.lets(STRANGER, NEIGHBOUR, 8080)).isFalse();
  }
}
