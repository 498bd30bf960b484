package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compose file: every service, and each as locked up as on a cluster. */
class ComposeTest {

  private static final Path FOLDER = Repository.ROOT.resolve("deploy").resolve("docker");
  private static final List<String> BACKBONE = List.of("kafka", "database");

  /** Merge keys and anchors are resolved by the plain reader only. */
  private static final JsonNode COMPOSE =
      new ObjectMapper()
          .valueToTree(
              new org.yaml.snakeyaml.Yaml().load(Yaml.text(FOLDER.resolve("compose.yaml"))));

  static Stream<String> services() {
    return Repository.services().stream();
  }

  private static JsonNode service(String name) {
    return COMPOSE.path("services").path(name);
  }

  @Test
  void itHasEveryServiceWithKafkaAndPostgresAndNothingElse() {
    List<String> expected = Stream.concat(services(), BACKBONE.stream()).toList();

    assertThat(COMPOSE.path("services").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceIsLockedUp(String name) {
    JsonNode service = service(name);

    assertThat(service.path("read_only").asBoolean()).isTrue();
    assertThat(service.path("user").asText()).isEqualTo("65532:65532");
    assertThat(service.path("cap_drop").path(0).asText()).isEqualTo("ALL");
    assertThat(service.path("security_opt").path(0).asText()).isEqualTo("no-new-privileges:true");
    assertThat(service.path("tmpfs")).hasSize(1);
    assertThat(service.path("mem_limit").asText()).isEqualTo("512m");
    assertThat(service.has("privileged")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceHasItsImageItsDatabaseAndItsAddress(String name) {
    JsonNode environment = service(name).path("environment");

    assertThat(service(name).path("image").asText()).isEqualTo("ml-connector/" + name + ":1.0.0");
    assertThat(environment.path("QUARKUS_DATASOURCE_JDBC_URL").asText()).endsWith(":5432/" + name);
    assertThat(environment.path("MLCONNECTOR_ADDRESS").asText())
        .isEqualTo("http://" + name + ":8080");
    assertThat(Yaml.text(FOLDER.resolve("databases.sql")))
        .contains("CREATE DATABASE \"" + name + "\";");
  }

  @Test
  void mappingAndConsoleKnowEveryAdapterAndAdaptersSeeTheirOwnCredentialsOnly() {
    services()
        .filter(name -> !List.of("mapping", "console").contains(name))
        .forEach(
            name -> {
              String plain = name.toUpperCase(Locale.ROOT).replace('-', '_');
              String variable =
                  "MLCONNECTOR_ADAPTERS"
                      + (name.contains("-") ? "__" + plain + "__" : "_" + plain + "_")
                      + "URL";
              for (String asking : List.of("mapping", "console")) {
                assertThat(service(asking).path("environment").path(variable).asText())
                    .isEqualTo("http://" + name + ":8080");
              }
              assertThat(
                      service(name)
                          .path("volumes")
                          .valueStream()
                          .map(JsonNode::asText)
                          .filter(volume -> volume.contains("credentials")))
                  .containsExactly("./credentials/" + name + ":/run/secrets/" + name + ":ro");
            });
  }

  @Test
  void onlyTheConsoleIsReachedFromOutsideAndFromThisMachineOnly() {
    COMPOSE
        .path("services")
        .properties()
        .forEach(
            service -> {
              JsonNode ports = service.getValue().path("ports");
              if (service.getKey().equals("console")) {
                assertThat(ports).hasSize(1);
                assertThat(ports.path(0).asText()).startsWith("127.0.0.1:");
              } else {
                assertThat(ports.isMissingNode()).as(service.getKey()).isTrue();
              }
            });
    assertThat(COMPOSE.at("/networks/inside/internal").asBoolean()).isTrue();
    BACKBONE.forEach(
        name -> assertThat(service(name).path("networks").toString()).isEqualTo("[\"inside\"]"));
  }

  @Test
  void noSecretStandsInTheFileAndNoneOfOursIsWhereDocumentsMayLook() {
    String text = Yaml.text(FOLDER.resolve("compose.yaml"));

    assertThat(text.lines().filter(line -> line.contains("PASSWORD:")))
        .isNotEmpty()
        .allMatch(line -> line.contains("${DATABASE_PASSWORD:?"));
    assertThat(COMPOSE.findValuesAsText("target"))
        .isNotEmpty()
        .allMatch(target -> target.startsWith("/run/ml-connector/"));
  }
}
