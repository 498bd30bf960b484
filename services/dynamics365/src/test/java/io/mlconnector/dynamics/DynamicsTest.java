package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Http;
import io.mlconnector.testkit.SandboxResource;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Vendor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The built service between the simulated environment and its topics; a connection per test. */
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "dynamics365"))
abstract class DynamicsTest {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger COUNT = new AtomicInteger();

  @TestHTTPResource URI url;

  final Vendor dynamics = new Vendor("dynamics365");
  private String connection;

  @BeforeEach
  void begin() {
    dynamics.noFaults();
    connection = getClass().getSimpleName().toLowerCase(Locale.ROOT) + COUNT.incrementAndGet();
  }

  /** Other tests' counts of calls must not see this one's polls. */
  @AfterEach
  void end() {
    dynamics.noFaults();
    service().delete("/api/connections/" + connection);
  }

  final String connection() {
    return connection;
  }

  final Http service() {
    return new Http(url);
  }

  final ObjectNode document() {
    return Connections.v2(connection, dynamics.url());
  }

  final void connect(ObjectNode document) {
    service().post("/api/connections", document.toString()).good();
  }

  /** A connection that polls nothing by itself. */
  final ObjectNode quiet() {
    ObjectNode document = document();
    document.path("streams").forEach(stream -> ((ObjectNode) stream).put("every", "1h"));
    return document;
  }

  /** All rows of an entity set, as people see them. */
  final List<JsonNode> rows(String set) {
    List<JsonNode> rows = new ArrayList<>();
    dynamics.get("/rows/" + set).path("rows").forEach(rows::add);
    return rows;
  }

  static String key(JsonNode row, String number) {
    return row.path("dataAreaId").asText().toLowerCase(Locale.ROOT)
        + ":"
        + row.path(number).asText();
  }

  /** The newest value of every record of this connection, by source key. */
  final Map<String, JsonNode> published(String entity) {
    return Topic.canonical(entity).newest(connection);
  }

  final List<ConsumerRecord<String, byte[]>> events(String entity) {
    return Topic.canonical(entity).all().stream()
        .filter(event -> event.key().startsWith(connection + "|") && event.value() != null)
        .toList();
  }

  static String type(ConsumerRecord<String, byte[]> event) {
    return new String(event.headers().lastHeader("ce_type").value());
  }

  /** What every stream says of itself. */
  final String streams() {
    return service().get("/api/connections/" + connection + "/streams").good().text();
  }

  /** Waits until so many records are there. */
  final void awaitPublished(String entity, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(published(entity))
                    .as(() -> streams())
                    .hasSizeGreaterThanOrEqualTo(count));
  }
}
