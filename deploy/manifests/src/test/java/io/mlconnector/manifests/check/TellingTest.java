package io.mlconnector.manifests.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlconnector.manifests.check.Network.End;
import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The component by which the console may tell people of alerts. */
class TellingTest {

  private static final Path PROD = Repository.overlay("prod");
  private static final String HERE = "ml-connector";

  private final List<Resource> with = with();

  private static List<Resource> with() {
    JsonNode more = Kustomize.read(PROD);
    ((ArrayNode) more.path("components")).add("../../components/alerts");
    return Kustomize.render(PROD, more);
  }

  @Test
  void itKeepsEveryRule() {
    assertThat(Schemas.findings(with)).isEmpty();
    assertThat(HouseRules.findings(with)).isEmpty();
    assertThat(RestrictedPolicy.findings(with)).isEmpty();
  }

  @Test
  void onlyTheConsoleReachesReceiversAndOnlyPublicOnesByTls() {
    Network network = new Network(HERE, with);
    End console = End.service("console", "console");
    End mapping = End.service("mapping", "mapping");

    for (int port : List.of(443, 465, 587)) {
      assertThat(network.lets(console, End.outside("203.0.113.7"), port)).isTrue();
      assertThat(network.lets(mapping, End.outside("203.0.113.7"), port)).isFalse();
      assertThat(network.lets(console, End.outside("10.0.0.1"), port)).isFalse();
      assertThat(network.lets(console, End.outside("169.254.169.254"), port)).isFalse();
      assertThat(network.lets(console, End.outside("168.63.129.16"), port)).isFalse();
    }
    assertThat(network.lets(console, End.outside("203.0.113.7"), 25)).isFalse();
    assertThat(network.lets(console, End.outside("203.0.113.7"), 80)).isFalse();
  }

  @Test
  void theSecretIsMountedIntoTheConsoleOnly() {
    assertThat(
            with.stream()
                .filter(each -> each.kind().equals("Deployment"))
                .filter(each -> each.json().toString().contains("\"ml-connector-alerts\""))
                .map(Resource::name))
        .containsExactly("ml-connector-console");
  }
}
