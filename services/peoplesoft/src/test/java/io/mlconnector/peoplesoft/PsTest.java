package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.testkit.Http;
import io.mlconnector.testkit.SandboxResource;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Vendor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The built service between the simulated PeopleSoft and its topics; a connection per test. */
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "peoplesoft"))
abstract class PsTest {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final int PEOPLE = 60;
  static final int VENDORS = 60;

  private static final AtomicInteger COUNT = new AtomicInteger();

  @TestHTTPResource URI url;

  final Vendor ps = new Vendor("peoplesoft");
  private String connection;
  private ObjectNode before;

  @BeforeEach
  void begin() {
    ps.noFaults();
    ps.delete("/failures");
    ps.post("/seed", "{\"employees\":%d,\"vendors\":%d}".formatted(PEOPLE, VENDORS));
    before = (ObjectNode) ps.get("/settings");
    connection = getClass().getSimpleName().toLowerCase(Locale.ROOT) + COUNT.incrementAndGet();
  }

  /** Other tests must see neither this one's polls nor its settings. */
  @AfterEach
  void end() {
    ps.noFaults();
    ps.delete("/failures");
    ps.patch("/settings", before.toString());
    service().delete("/api/connections/" + connection);
  }

  final String connection() {
    return connection;
  }

  final Http service() {
    return new Http(url);
  }

  /** A connection that reads everything once and then waits to be asked. */
  final ObjectNode document() {
    return Connections.basic(connection, ps.url());
  }

  final ObjectNode with(String setting, Object value) {
    return with(document(), setting, value);
  }

  static ObjectNode with(ObjectNode document, String setting, Object value) {
    ((ObjectNode) document.path("settings")).put(setting, String.valueOf(value));
    return document;
  }

  /** Of one stream only. */
  static ObjectNode without(ObjectNode document, String stream) {
    ((ObjectNode) document.path("streams").path(stream)).put("enabled", false);
    return document;
  }

  final void connect(ObjectNode document) {
    service().post("/api/connections", document.toString()).good();
  }

  final void poll(String stream) {
    service().post("/api/connections/" + connection + "/streams/" + stream + "/poll", null).good();
  }

  final void scan(String stream) {
    service()
        .post("/api/connections/" + connection + "/streams/" + stream + "/reconcile", null)
        .good();
  }

  final String streams() {
    return service().get("/api/connections/" + connection + "/streams").good().text();
  }

  /** The newest value of every record of this connection, by source key. */
  final Map<String, JsonNode> published(String entity) {
    return published(entity, connection);
  }

  static Map<String, JsonNode> published(String entity, String connection) {
    return Topic.canonical(entity).newest(connection);
  }

  static void eventually(ThrowingRunnable holds) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(holds);
  }

  final void awaitPublished(String entity, int many) {
    eventually(() -> assertThat(published(entity)).as(this::streams).hasSize(many));
  }

  /** Where the messages of a connection go. */
  final URI hook(String connection) {
    return url.resolve("hooks/peoplesoft/" + connection + "/integration-broker");
  }

  final void awaitField(String entity, String key, String field, String text) {
    eventually(
        () ->
            assertThat(
                    published(entity)
                        .getOrDefault(key, CanonicalJson.read("{}", JsonNode.class))
                        .path(field)
                        .asText())
                .as(this::streams)
                .isEqualTo(text));
  }

  /** A new hire's EMPLID. */
  final String hire(String name, String more) {
    return ps.post(
            "/people",
            "{\"FIRST_NAME\":\"%s\",\"LAST_NAME\":\"Quist\",\"EMAIL_ADDR\":\"%s@halvorsen.example\"%s}"
                .formatted(name, name.toLowerCase(Locale.ROOT), more))
        .path("EMPLID")
        .asText();
  }
}
