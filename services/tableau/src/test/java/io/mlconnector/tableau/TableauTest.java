package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.platform.owner.OwnedConnections;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.TableChange;
import io.mlconnector.spi.TableChange.Action;
import io.mlconnector.spi.TableFound;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.TableSink;
import io.mlconnector.testkit.Http;
import io.mlconnector.testkit.SandboxResource;
import io.mlconnector.testkit.Vendor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The built service beside the simulated site; each test has a token and a connection of its own.
 */
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = {
      @ResourceArg(name = "service", value = "tableau"),
      @ResourceArg(name = "lapse", value = "10")
    })
abstract class TableauTest {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger COUNT = new AtomicInteger();

  @TestHTTPResource URI url;
  @Inject Tableau tableau;
  @Inject OwnedConnections owned;

  final Vendor site = new Vendor("tableau");
  private String id;
  private ObjectNode before;

  @BeforeEach
  void begin() {
    site.noFaults();
    site.sameTime();
    before = (ObjectNode) site.get("/settings");
    id = getClass().getSimpleName().toLowerCase(Locale.ROOT) + COUNT.incrementAndGet();
    site.post("/pats", "{\"name\":\"%s\",\"secret\":\"secret-of-%s\"}".formatted(id, id));
  }

  /** Other tests must see neither this one's settings nor its faults. */
  @AfterEach
  void end() {
    site.noFaults();
    site.patch("/settings", before.toString());
    service().delete("/api/connections/" + id);
  }

  final String id() {
    return id;
  }

  final Http service() {
    return new Http(url);
  }

  final ObjectNode document() {
    return Connections.pat(id, site.url(), id, "secret-of-" + id);
  }

  /** A connection that is signed in, so that a test counts only what it does itself. */
  final Connection connect() {
    return connect(document());
  }

  final Connection connect(ObjectNode document) {
    service().post("/api/connections", document.toString()).good();
    String path = "/api/connections/" + id;
    await()
        .atMost(PATIENCE)
        .until(() -> service().get(path).json().at("/state/ping/at").isTextual());
    await().atMost(PATIENCE).until(() -> owned.find(id).isPresent());
    return owned.require(id).connection();
  }

  /** The tables of the service as it is built: without a hyperd. */
  TableSink sink() {
    return tableau.tables().get(0);
  }

  final TableSpec spec(String... refresh) {
    return Rows.spec("Lines of " + id, "Finance", refresh);
  }

  static TableChange change(String key, Action action, RowSource rows) {
    return new TableChange(
        key, action, UUID.randomUUID().toString(), "From fusion-prod, every 10 minutes.", rows);
  }

  /** Asks until it is over. */
  final TableProgress over(Connection connection, TableSpec spec, TableProgress progress) {
    TableProgress[] now = {progress};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (now[0] instanceof TableProgress.Running running) {
                now[0] = sink().resume(connection, spec, running.job());
              }
              return !(now[0] instanceof TableProgress.Running);
            });
    return now[0];
  }

  /** Publishes the whole table and gives its LUID. */
  final String published(Connection connection, TableSpec spec, String key, RowSource rows) {
    TableProgress progress =
        over(
            connection,
            spec,
            sink().publish(connection, spec, change(key, Action.OVERWRITE, rows)));
    assertThat(progress).isInstanceOf(TableProgress.Done.class);
    return ((TableProgress.Done) progress).key();
  }

  final TableFound awaitListed(Connection connection, TableSpec spec) {
    return await()
        .atMost(PATIENCE)
        .until(() -> sink().look(connection, spec, null), java.util.Optional::isPresent)
        .get();
  }

  /** The rows as the site has them, as texts. */
  final JsonNode rows(String name) {
    return site.get("/rows?~name=" + encoded(name)).path("rows");
  }

  final JsonNode totals(String name, String by) {
    return site.get("/totals?~name=" + encoded(name) + (by.isEmpty() ? "" : "&by=" + by));
  }

  /** What is published under a name, in whatever project. */
  final List<JsonNode> sources(String name) {
    return site.get("/datasources")
        .path("datasources")
        .valueStream()
        .filter(source -> source.path("name").asText().equals(name))
        .toList();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  final long calls(long since, String part) {
    return site.callsSince(since).stream().filter(call -> call.contains(part)).count();
  }
}
