package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built service as the simulated Zendesk calls it: within seconds, and not by its polls. */
@QuarkusTest
class EventsTest extends ZendeskTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ASKER = "walter.ibsen@visitors.example";
  private static final String TYPED = "typed by a person";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private String connection;
  private ObjectNode document;

  @BeforeEach
  void ownConnection() {
    connection = "events" + COUNT.incrementAndGet();
    document = Connections.clientCredentials(connection, zendesk.url());
    // The simulated vendor's clock may be ahead of ours.
    ((ObjectNode) document.path("settings")).put("webhookWindow", "48h");
    ((ObjectNode) document.path("auth")).put("webhookSecret", TYPED);
    ObjectNode streams = document.putObject("streams");
    // Nothing is polled unasked: Zendesk allows ten exports a minute for all connections here.
    List.of("tickets", "users", "organizations")
        .forEach(stream -> streams.putObject(stream).put("cron", "0 0 0 1 1 ? 2099"));
    service().post("/api/connections", document.toString()).good();
    await().atMost(PATIENCE).until(() -> service().post(path("/ping"), null).status() == 200);
  }

  @AfterEach
  void endOwnConnection() {
    service().delete("/api/connections/" + connection);
  }

  private String path(String rest) {
    return "/api/connections/" + connection + rest;
  }

  private JsonNode register() {
    return service().post(path("/hook-addresses/events/register"), null).good().json();
  }

  private String open() {
    return zendesk
        .post(
            "/tickets",
            "{\"requester\":\"%s\",\"subject\":\"Broken\",\"comment\":\"It is.\"}".formatted(ASKER))
        .path("id")
        .asText();
  }

  private List<String> events(String ticket) {
    return events("ticket", ticket);
  }

  private List<String> events(String entity, String id) {
    return Topic.canonical(entity).of(connection + "|" + entity + "|" + id);
  }

  private String person() {
    return zendesk.post("/users", "{\"name\":\"" + newKey() + "\"}").path("id").asText();
  }

  private List<JsonNode> webhooks() {
    return list(zendesk.get("/webhooks")).stream()
        .filter(webhook -> webhook.path("endpoint").asText().contains("/" + connection + "/"))
        .toList();
  }

  private int call(String secret, Instant at, String body) throws Exception {
    String stamp = at.truncatedTo(ChronoUnit.SECONDS).toString();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "hooks/zendesk/" + connection + "/events"))
            .header("X-Zendesk-Webhook-Signature", Signature.sign(secret, stamp, bytes))
            .header("X-Zendesk-Webhook-Signature-Timestamp", stamp)
            .header("X-Zendesk-Webhook-Invocation-Id", "i" + System.nanoTime())
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(bytes))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void aTicketIsReadAtOnceWhenZendeskCalls() {
    register();
    String id = open();
    await().atMost(PATIENCE).until(() -> events(id).size() == 1);

    zendesk.patch("/tickets/" + id, "{\"status\":\"pending\"}");
    await().atMost(PATIENCE).until(() -> events(id).size() == 2);

    assertThat(events(id).get(1)).contains("\"pending\"");
    assertThat(service().get(path("/hook-addresses")).text()).contains("\"lastCalled\":\"2");
  }

  @Test
  void registeringAgainMakesNoSecondWebhookAndDeletingTheConnectionLeavesNone() {
    JsonNode hook = register();
    register();

    assertThat(hook.path("address").asText())
        .isEqualTo(
            "http://127.0.0.1:%d/hooks/zendesk/%s/events".formatted(url.getPort(), connection));
    assertThat(webhooks()).hasSize(1);
    assertThat(webhooks().get(0).path("subscriptions")).hasSizeGreaterThan(10);

    service().delete("/api/connections/" + connection);
    assertThat(webhooks()).isEmpty();
  }

  @Test
  void aUserIsReadAtOnceWhenSuspendedAndRemovedWhenMerged() {
    register();
    String loser = person();
    String winner = person();
    zendesk.post("/users/" + loser + "/suspend", "");
    await().atMost(PATIENCE).until(() -> events("contact", loser).size() == 1);
    assertThat(events("contact", loser).get(0)).contains("\"suspended\"");

    zendesk.post("/users/" + loser + "/merge", "{\"into\":" + winner + "}");

    await().atMost(PATIENCE).until(() -> events("contact", loser).size() == 2);
    assertThat(events("contact", loser).get(1)).contains("merged into another one");
  }

  @Test
  void anOrganizationThatIsDeletedIsRemovedAndOurOwnWritesCallNobody() {
    register();
    String id =
        zendesk.post("/organizations", "{\"name\":\"" + newKey() + "\"}").path("id").asText();
    zendesk.patch("/organizations/" + id, "{\"name\":\"Renamed " + newKey() + "\"}");
    zendesk.later(Duration.ofSeconds(65));
    service().post(path("/streams/organizations/poll"), null).good();
    await().atMost(PATIENCE).until(() -> events("customer", id).size() == 1);

    zendesk.delete("/organizations/" + id);

    await().atMost(PATIENCE).until(() -> events("customer", id).size() == 2);
    assertThat(events("customer", id).get(1)).contains("deleted, or merged");
    assertThat(webhooks().get(0).path("subscriptions").toString())
        .contains("user.merged", "organization.deleted")
        .doesNotContain("user.created", "user.identity", "membership", "organization.name_changed");
  }

  @Test
  void callsThatComeDoubledAndReversedEndInTheRightStateOnce() {
    register();
    String id = open();
    await().atMost(PATIENCE).until(() -> events(id).size() == 1);
    zendesk.post("/webhooks/hold", "");
    zendesk.patch("/tickets/" + id, "{\"status\":\"pending\"}");
    zendesk.patch("/tickets/" + id, "{\"status\":\"open\"}");
    zendesk.patch("/tickets/" + id, "{\"status\":\"solved\"}");
    zendesk.later(Duration.ofHours(24));

    zendesk.post("/webhooks/release", "{\"copies\":2,\"reversed\":true}");

    await().atMost(PATIENCE).until(() -> events(id).size() == 2);
    assertThat(events(id).get(1)).contains("\"solved\"");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(PATIENCE)
        .until(
            () ->
                events(id).size() == 2
                    && service().get(path("/hooks")).text().replaceAll("\\s", "").equals("[]"));
  }

  @Test
  void aTriggerIsMadeWithItsWebhookFoundAgainAndTakenAwayBeforeIt() {
    register();
    prefer("trigger");
    register();
    register();

    assertThat(webhooks()).hasSize(1);
    assertThat(webhooks().get(0).path("subscriptions").toString())
        .isEqualTo("[\"conditional_ticket_events\"]");
    assertThat(triggers()).hasSize(1);
    assertThat(service().post(path("/ping"), null).text()).contains("register triggers");

    String id = open();
    await().atMost(PATIENCE).until(() -> events(id).size() == 1);
    zendesk.patch("/tickets/" + id, "{\"status\":\"pending\"}");
    await().atMost(PATIENCE).until(() -> events(id).size() == 2);

    service().delete("/api/connections/" + connection);
    assertThat(triggers()).isEmpty();
    assertThat(webhooks()).isEmpty();
  }

  private void prefer(String kind) {
    ((ObjectNode) document.path("settings")).put("webhookKind", kind);
    service().put(path(""), document.toString()).good();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var ping = service().post(path("/ping"), null);
              return ping.status() == 200
                  && ping.text().contains("register triggers") == kind.equals("trigger");
            });
  }

  private List<JsonNode> triggers() {
    return list(zendesk.get("/triggers")).stream()
        .filter(trigger -> trigger.path("title").asText().contains(" " + connection + ":"))
        .toList();
  }

  @Test
  void aTriggersCallNamesATicketAndAnythingElseIsParked() throws Exception {
    String id = open();

    assertThat(call(TYPED, Instant.now(), "{\"ticket_id\": \"" + id + "\"}")).isEqualTo(200);
    assertThat(call(TYPED, Instant.now(), "{\"hello\": \"world\"}")).isEqualTo(200);

    await().atMost(PATIENCE).until(() -> events(id).size() == 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service().get(path("/hooks")).text())
                    .contains("as a trigger has to send it"));
  }

  @Test
  void theAnswerDoesNotWaitForZendeskAndTheTicketIsReadOnceItIsBack() throws Exception {
    String id = open();
    zendesk.fault("{\"kind\":\"hang\",\"path\":\"/api/v2/tickets/.*\",\"times\":\"forever\"}");
    long before = zendesk.now();

    assertThat(call(TYPED, Instant.now(), "{\"ticket_id\": \"" + id + "\"}")).isEqualTo(200);

    assertThat(zendesk.endedSince(before, "/api/v2/tickets"))
        .as("what the answer could have waited for")
        .isZero();
    await().atMost(PATIENCE).until(() -> zendesk.endedSince(before, "/api/v2/tickets") > 0);
    assertThat(events(id)).isEmpty();
    zendesk.noFaults();
    await().atMost(PATIENCE).until(() -> events(id).size() == 1);
  }

  @Test
  void whoeverIsNotZendeskIsRefused() throws Exception {
    String body = "{\"ticket_id\": \"1\"}";

    assertThat(call("guessed", Instant.now(), body)).isEqualTo(401);
    assertThat(call(TYPED, Instant.now().minus(Duration.ofHours(49)), body)).isEqualTo(401);
    assertThat(call(Signature.PUBLIC_SECRET, Instant.now(), body)).isEqualTo(401);
  }
}
