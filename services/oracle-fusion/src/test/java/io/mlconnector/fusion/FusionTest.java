package io.mlconnector.fusion;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The built service between the simulated pod and its topics; each test has its own connection. */
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "oracle-fusion"))
abstract class FusionTest {

  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final int CUSTOMERS = 40;
  static final int CONTACTS = 100;

  private static final AtomicInteger COUNT = new AtomicInteger();

  @TestHTTPResource URI url;

  final Vendor fusion = new Vendor("fusion");
  private String connection;

  @BeforeEach
  void begin() {
    fusion.noFaults();
    connection =
        getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + COUNT.incrementAndGet();
  }

  /** Other tests' counts of calls must not see this one's polls. */
  @AfterEach
  void end() {
    fusion.noFaults();
    service().delete("/api/connections/" + connection);
  }

  final String connection() {
    return connection;
  }

  final Http service() {
    return new Http(url);
  }

  final void connect(ObjectNode document) {
    service().post("/api/connections", document.toString()).good();
  }

  final void connect() {
    connect(Connections.clientCredentials(connection, fusion.url()));
  }

  /** The newest value of every record of this connection, by source key. */
  final Map<String, JsonNode> published(String entity) {
    return published(connection, entity);
  }

  static Map<String, JsonNode> published(String connection, String entity) {
    return Topic.canonical(entity).newest(connection);
  }

  /** How many events of a record were published. */
  final List<String> events(String entity, String key) {
    return Topic.canonical(entity).of(connection + "|" + entity + "|" + key);
  }

  final void awaitCustomers(int count) {
    await().atMost(PATIENCE).until(() -> published("customer").size() >= count);
  }

  final JsonNode streams() {
    return service().get("/api/connections/" + connection + "/streams").good().json();
  }
}
