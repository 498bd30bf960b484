package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {

  private static final Documents DOCUMENTS =
      new Documents(
          Path.of("/c.yaml"), Optional.of(Path.of("/r.yaml")), Set.of("zendesk", "oracle-fusion"));

  private final List<Service> services = Service.forSystems(DOCUMENTS.systems());

  @Test
  void everySystemWithAConnectionHasItsAdapterBesideMappingAndConsole() {
    assertThat(services)
        .extracting(Service::name)
        .containsExactly("oracle-fusion", "zendesk", "mapping", "console");
  }

  @Test
  void anAdapterKnowsItsDatabaseItsKeysAndItsConnections() {
    assertThat(environment(services.get(0)))
        .containsEntry("QUARKUS_HTTP_PORT", "8081")
        .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
        .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:oracle_fusion")
        .containsEntry("QUARKUS_DATASOURCE_USERNAME", "user")
        .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "password")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092")
        .containsEntry("MLCONNECTOR_LOCAL", "true")
        .containsEntry("MLCONNECTOR_KEYSET_FILE", "/keys.json")
        .containsEntry("MLCONNECTOR_CONNECTIONS_FILE", "/c.yaml")
        .containsEntry("MLCONNECTOR_ADDRESS", "http://127.0.0.1:8081")
        .doesNotContainKey("MLCONNECTOR_ROUTES_FILE");
  }

  @Test
  void simulatedVendorsCallTheAdaptersHereAndRealOnesAreToldNothing() {
    assertThat(environment(services.get(1)))
        .containsEntry("MLCONNECTOR_VENDOR_PUBLIC_URL", "http://localhost:8085")
        .containsEntry("MLCONNECTOR_WEBHOOKS_REGISTER", "auto");
    assertThat(
            environment(services, false, Optional.empty())
                .of(services.get(1), "zendesk", "jdbc:x", "user", "password"))
        .doesNotContainKeys("MLCONNECTOR_VENDOR_PUBLIC_URL", "MLCONNECTOR_WEBHOOKS_REGISTER");
  }

  @Test
  void onlyTableauKnowsTheProgramThatWritesItsFiles() {
    List<Service> all = Service.forSystems(Set.of("tableau", "zendesk"));
    ServiceEnvironment environment = environment(all, true, Optional.of(Path.of("/hyperd")));

    for (Service service : all) {
      assertThat(
              environment
                  .of(service, service.name(), "jdbc:x", "user", "password")
                  .containsKey("MLCONNECTOR_TABLEAU_HYPERD_PATH"))
          .isEqualTo(service.name().equals("tableau"));
    }
  }

  @Test
  void mappingKnowsItsRoutes() {
    assertThat(environment(Service.MAPPING))
        .containsEntry("MLCONNECTOR_ROUTES_FILE", "/r.yaml")
        .doesNotContainKey("MLCONNECTOR_CONNECTIONS_FILE");
  }

  @Test
  void theConsoleKnowsTheMapping() {
    assertThat(environment(Service.CONSOLE))
        .containsEntry("MLCONNECTOR_MAPPING_URL", "http://127.0.0.1:8088")
        .containsEntry("MLCONNECTOR_CONSOLE_PASSWORD_FILE", "/console-people");
  }

  @Test
  void mappingAndConsoleKnowTheAdaptersByNamesWithDashes() {
    for (Service service : List.of(Service.MAPPING, Service.CONSOLE)) {
      assertThat(environment().properties(service))
          .containsOnly(
              Map.entry("mlconnector.adapters.\"oracle-fusion\".url", "http://127.0.0.1:8081"),
              Map.entry("mlconnector.adapters.zendesk.url", "http://127.0.0.1:8085"));
    }
    assertThat(environment().properties(services.get(0))).isEmpty();
  }

  private Map<String, String> environment(Service service) {
    return environment()
        .of(service, service.name(), "jdbc:" + service.database(), "user", "password");
  }

  private ServiceEnvironment environment() {
    return environment(services, true, Optional.empty());
  }

  private static ServiceEnvironment environment(
      List<Service> services, boolean sandbox, Optional<Path> hyperd) {
    return new ServiceEnvironment(
        Ports.usual(), DOCUMENTS, Path.of("/keys.json"), services, sandbox, hyperd);
  }
}
