package io.mlconnector.zendesk;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The built service between its topics and the simulated Zendesk; each test uses own records. */
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = {
      @ResourceArg(name = "service", value = "zendesk"),
      @ResourceArg(name = "lapse", value = "10")
    })
abstract class ZendeskTest {

  static final String CONNECTION = "zendesk";

  private static final AtomicLong KEYS = new AtomicLong(System.currentTimeMillis());

  @TestHTTPResource URI url;

  final Vendor zendesk = new Vendor("zendesk");

  @BeforeEach
  void connected() {
    zendesk.noFaults();
    zendesk.patch("/settings", "{\"searchLagSeconds\":1,\"jobMillisPerItem\":5,\"raceMillis\":0}");
    if (service().get("/api/connections/" + CONNECTION).status() == 404) {
      ObjectNode document = Connections.clientCredentials(CONNECTION, zendesk.url());
      ObjectNode streams = document.putObject("streams");
      // What Zendesk is asked by itself must not count among the calls of a write.
      List.of("tickets", "users", "organizations")
          .forEach(stream -> streams.putObject(stream).put("enabled", false));
      service().post("/api/connections", document.toString()).good();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service().post("/api/connections/zendesk/ping", null).status() == 200);
  }

  @AfterEach
  void noFaults() {
    zendesk.noFaults();
  }

  final Http service() {
    return new Http(url);
  }

  /** A key that no other test uses. */
  static String newKey() {
    return "k" + KEYS.incrementAndGet();
  }

  static Wish organization(String key) {
    return Wish.of(CONNECTION, "organization", new RecordKey("fusion", "customer", key))
        .with("name", "Company " + key);
  }

  static Wish user(String key) {
    return Wish.of(CONNECTION, "user", new RecordKey("fusion", "contact", key))
        .with("name", "Person " + key);
  }

  static void send(Delivery... deliveries) {
    Topic.deliveries("zendesk").send(Arrays.asList(deliveries));
  }

  static Outcome delivered(Wish wish) {
    Delivery delivery = wish.delivery();
    send(delivery);
    return Topic.outcome(delivery);
  }

  final List<JsonNode> organizations(Wish wish) {
    return list(zendesk.get("/organizations?external_id=" + Wish.externalId(wish.ref().source())));
  }

  final List<JsonNode> users(Wish wish) {
    return list(zendesk.get("/users?external_id=" + Wish.externalId(wish.ref().source())));
  }

  static List<JsonNode> list(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false).toList();
  }
}
