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

/** Kafka and PostgreSQL of somebody else: reached, and none of our own left behind. */
class ManagedTest {

  private static final Path PROD = Repository.overlay("prod");
  private static final String HERE = "ml-connector";
  private static final End ZENDESK = End.service("zendesk", "adapter");
  private static final End CONSOLE = End.service("console", "console");

  private final List<Resource> managed = managed();

  /** As whoever uses the components has it: without our own Kafka and PostgreSQL. */
  private static List<Resource> managed() {
    JsonNode overlay = Kustomize.read(PROD);
    ((ArrayNode) overlay.path("components"))
        .add("../../components/managed-kafka")
        .add("../../components/managed-postgres");
    ((ArrayNode) overlay.path("resources"))
        .removeIf(line -> line.asText().matches(".*/(kafka|postgres)"));
    return Kustomize.render(PROD, overlay);
  }

  @Test
  void nothingOfTheOperatorsIsLeft() {
    assertThat(managed.stream().map(Resource::group))
        .doesNotContain("kafka.strimzi.io", "postgresql.cnpg.io", "barmancloud.cnpg.io");
    assertThat(Schemas.findings(managed)).isEmpty();
    assertThat(HouseRules.findings(managed)).isEmpty();
    assertThat(PublicRoutes.findings(managed)).isEmpty();
  }

  @Test
  void everyServiceReachesThemAtTheirAddressAndPort() {
    Network network = new Network(HERE, managed);

    for (End service : List.of(ZENDESK, CONSOLE)) {
      assertThat(network.lets(service, End.outside("192.0.2.30"), 9093)).isTrue();
      assertThat(network.lets(service, End.outside("192.0.2.40"), 5432)).isTrue();
      assertThat(network.lets(service, End.outside("192.0.2.30"), 5432)).isFalse();
      assertThat(network.lets(service, End.outside("192.0.2.31"), 9093)).isFalse();
    }
  }
}
