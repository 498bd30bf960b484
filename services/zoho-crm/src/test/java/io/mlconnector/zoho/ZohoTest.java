package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The built service between its topics and the simulated Zoho; each test uses own records. */
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "zoho-crm"))
abstract class ZohoTest {

  static final String CONNECTION = "zoho";
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicLong KEYS = new AtomicLong(System.currentTimeMillis());

  @TestHTTPResource URI url;

  final Vendor zoho = new Vendor("zoho");

  @BeforeEach
  void connected() {
    zoho.noFaults();
    zoho.sameTime();
    zoho.patch("/settings", "{\"uniqueSystemFields\":[],\"allFailedStatus\":400}");
    connect(Connections.quiet(Connections.refreshToken(CONNECTION)));
  }

  @AfterEach
  void noFaults() {
    zoho.noFaults();
  }

  final Http service() {
    return new Http(url);
  }

  final void connect(ObjectNode document) {
    String path = "/api/connections/" + document.path("id").asText();
    if (service().get(path).status() == 404) {
      service().post("/api/connections", document.toString()).good();
      // What the first look asks must not count among a test's own calls.
      await()
          .atMost(PATIENCE)
          .until(() -> service().get(path).json().at("/state/ping/at").isTextual());
    }
    await().atMost(PATIENCE).until(() -> service().post(path + "/ping", null).status() == 200);
  }

  /** A key that no other test uses. */
  static String newKey() {
    return String.valueOf(KEYS.incrementAndGet());
  }

  static Wish account(String key) {
    return Wish.of(CONNECTION, "account", new RecordKey("jde", "customer", key))
        .with("Account_Name", "Company " + key);
  }

  static Wish contact(String key) {
    return Wish.of(CONNECTION, "contact", new RecordKey("jde", "contact", key))
        .with("Last_Name", "Person " + key);
  }

  static Outcome delivered(Wish wish) {
    Delivery delivery = wish.delivery();
    Topic.deliveries("zoho-crm").send(List.of(delivery));
    return Topic.outcome(delivery);
  }

  static Collection<Outcome> all(List<Wish> wishes) {
    List<Delivery> deliveries = wishes.stream().map(Wish::delivery).toList();
    Topic.deliveries("zoho-crm").send(deliveries);
    return Topic.outcomes(deliveries).values();
  }

  static void allEnd(List<Wish> wishes, Result result) {
    assertThat(all(wishes))
        .allSatisfy(outcome -> assertThat(outcome.result()).as(outcome.reason()).isEqualTo(result));
  }

  /** What somebody at Zoho makes; its id. */
  final String made(String module, String... values) {
    return zoho.post("/records/" + module, fields(values)).path("id").asText();
  }

  final void changed(String module, String id, String... values) {
    zoho.patch("/records/" + module + "/" + id, fields(values));
  }

  static String fields(String... values) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < values.length; i += 2) {
      fields.put(values[i], values[i + 1]);
    }
    return fields.toString();
  }

  final JsonNode record(String module, String id) {
    return zoho.get("/records/" + module + "/" + id);
  }

  final long having(String module, String field, String value) {
    long count = 0;
    for (JsonNode record : zoho.get("/records/" + module).path("records")) {
      count += record.path(field).asText().equals(value) ? 1 : 0;
    }
    return count;
  }

  /** Calls that write records. */
  final List<String> writesSince(long after) {
    return zoho.callsSince(after).stream()
        .filter(call -> call.startsWith("PUT") || call.contains("/upsert"))
        .toList();
  }

  /** Calls that look for records. */
  final List<String> looksSince(long after) {
    return zoho.callsSince(after).stream()
        .filter(call -> call.contains("/coql") || call.startsWith("GET /crm/v8/"))
        .filter(call -> !call.contains("/settings/") && !call.endsWith(" 429"))
        .toList();
  }
}
