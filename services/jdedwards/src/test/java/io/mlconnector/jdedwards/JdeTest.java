package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.testkit.Http;
import io.mlconnector.testkit.SandboxResource;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Vendor;
import io.mlconnector.testkit.Wish;
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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The built service between the simulated EnterpriseOne and its topics; a connection per test. */
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = {
      @ResourceArg(name = "service", value = "jdedwards"),
      @ResourceArg(name = "lapse", value = "10")
    })
abstract class JdeTest {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final AtomicLong KEYS = new AtomicLong(5725767000000000000L);

  @TestHTTPResource URI url;

  final Vendor jde = new Vendor("jdedwards");
  private String connection;
  private ObjectNode before;

  @BeforeEach
  void begin() {
    jde.noFaults();
    jde.sameTime();
    before = (ObjectNode) jde.get("/settings");
    connection = getClass().getSimpleName().toLowerCase(Locale.ROOT) + COUNT.incrementAndGet();
  }

  /** Other tests must see neither this one's polls nor its settings. */
  @AfterEach
  void end() {
    jde.noFaults();
    jde.delete("/behaviours");
    jde.patch("/settings", before.toString());
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
    return Connections.password(connection, jde.url());
  }

  final ObjectNode with(String setting, Object value) {
    ObjectNode document = document();
    ((ObjectNode) document.path("settings")).put(setting, String.valueOf(value));
    return document;
  }

  final void connect(ObjectNode document) {
    service().post("/api/connections", document.toString()).good();
  }

  /** A connection for writing alone: its streams are off. */
  final void connectToWrite() {
    connect(silent(document()));
    await()
        .atMost(PATIENCE)
        .until(
            () -> service().post("/api/connections/" + connection + "/ping", null).status() == 200);
  }

  static ObjectNode silent(ObjectNode document) {
    document.path("streams").forEach(stream -> ((ObjectNode) stream).put("enabled", false));
    return document;
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
    return Topic.canonical(entity).newest(connection);
  }

  final void awaitPublished(String entity, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(published(entity)).as(this::streams).hasSizeGreaterThanOrEqualTo(count));
  }

  /** Waits until a field of a published record has a text. */
  final void awaitField(String entity, String key, String pointer, String text) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(
                        published(entity)
                            .getOrDefault(key, CanonicalJson.read("{}", JsonNode.class))
                            .at(pointer)
                            .asText())
                    .as(this::streams)
                    .isEqualTo(text));
  }

  /** The address numbers of a search type, as people see them. */
  final List<String> numbers(String type) {
    List<String> numbers = new ArrayList<>();
    jde.get("/entries?searchType=" + type)
        .path("addressNumbers")
        .forEach(number -> numbers.add(number.asText()));
    return numbers;
  }

  /** A key as the other side of the pair has them. */
  static String newKey() {
    return String.valueOf(KEYS.incrementAndGet());
  }

  /** That a record of the other side is a customer, supplier or person. */
  final Wish wish(String object, String key) {
    return Wish.bare(connection, object, new RecordKey("zoho", object, key));
  }

  static Outcome delivered(Wish wish) {
    return delivered(List.of(wish)).get(0);
  }

  static List<Outcome> delivered(List<Wish> wishes) {
    List<Delivery> deliveries = wishes.stream().map(Wish::delivery).toList();
    Topic.deliveries("jdedwards").send(deliveries);
    var outcomes = Topic.outcomes(deliveries);
    return deliveries.stream().map(delivery -> outcomes.get(delivery.id())).toList();
  }

  final JsonNode entry(String an8) {
    return jde.get("/entries/" + an8);
  }

  /** How many calls since then were made to such a path. */
  final long calls(long since, String part) {
    return jde.callsSince(since).stream().filter(call -> call.contains(part)).count();
  }
}
