package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.TableNotice;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Webhooks, from their registration to what is made of their calls. */
@QuarkusTest
class EventsTest extends TableauTest {

  private final Events events = new Events();

  private String path() {
    return "/hooks/tableau/" + id() + "/events";
  }

  private List<JsonNode> hooks() {
    return site.get("/webhooks")
        .path("webhooks")
        .valueStream()
        .filter(hook -> hook.path("url").asText().contains(path()))
        .toList();
  }

  /** Sets them up, or brings them to what they should be. */
  private List<JsonNode> registered() {
    service().post("/api/connections/" + id() + "/hook-addresses/events/register", null).good();
    return hooks();
  }

  private String secretPath() {
    String url = hooks().get(0).path("url").asText();
    return url.substring(url.indexOf("/hooks/"));
  }

  @Test
  void everyEventOfDataSourcesAndWorkbooksCallsOneSecretAddress() {
    connect();

    List<JsonNode> hooks = registered();

    assertThat(hooks)
        .extracting(hook -> hook.path("event").asText())
        .containsExactlyInAnyOrderElementsOf(Subscriptions.EVENTS)
        .hasSize(12);
    assertThat(hooks)
        .extracting(hook -> hook.path("url").asText())
        .containsOnly(hooks.get(0).path("url").asText());
    assertThat(secretPath().substring(path().length() + 1)).hasSizeGreaterThan(40);
  }

  @Test
  void registeringAgainKeepsWhatIsThereAndSwitchesOnWhatTableauGaveUp() {
    connect();
    List<JsonNode> first = registered();
    site.patch("/settings", "{\"webhookFailures\":1,\"webhookPauseMillis\":1}");
    giveUp(first);
    long before = site.now();

    List<JsonNode> second = registered();

    assertThat(second).allSatisfy(hook -> assertThat(hook.path("enabled").asBoolean()).isTrue());
    assertThat(second)
        .extracting(hook -> hook.path("id").asText())
        .containsExactlyInAnyOrderElementsOf(
            first.stream().map(hook -> hook.path("id").asText()).toList());
    assertThat(calls(before, "PUT")).isEqualTo(1);
  }

  /** Calls that never arrive, until Tableau does not make them any more. */
  private void giveUp(List<JsonNode> hooks) {
    service().put("/api/connections/" + id(), document().put("enabled", false).toString());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              site.post("/workbooks", "{\"name\":\"Gone of %s\"}".formatted(id()));
              return hooks().stream().anyMatch(hook -> !hook.path("enabled").asBoolean());
            });
    assertThat(hooks).hasSize(12);
    service().put("/api/connections/" + id(), document().toString());
    await()
        .atMost(PATIENCE)
        .until(() -> service().post("/api/connections/" + id() + "/ping", null).status() == 200);
  }

  @Test
  void aWebhookThatTableauGaveUpIsSaidByThePing() {
    connect();
    List<JsonNode> hooks = registered();
    site.patch("/settings", "{\"webhookFailures\":1,\"webhookPauseMillis\":1}");
    giveUp(hooks);

    JsonNode ping = service().post("/api/connections/" + id() + "/ping", null).good().json();

    assertThat(ping.path("ok").asBoolean()).isFalse();
    assertThat(ping.path("rights").toString()).contains("WorkbookCreated", "register");
  }

  @Test
  void anEmptyTestIsAnsweredAndAStrangerIsNot() {
    connect();
    registered();

    assertThat(service().post(secretPath(), "").status()).isEqualTo(200);
    assertThat(service().post(path() + "/" + "x".repeat(43), "").status()).isEqualTo(401);
    assertThat(service().post(path(), "{}").status()).isEqualTo(401);
  }

  @Test
  void anEventThatComesTwiceIsAcceptedOnce() {
    Connection connection = connect();
    registered();
    site.post("/webhooks/hold", "{}");

    published(connection, spec(), null, Rows.lines());
    await().atMost(PATIENCE).until(() -> sent() >= 2);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(answered("accepted")).isEqualTo(1);
              assertThat(answered("repeated")).isEqualTo(1);
            });
  }

  private int sent() {
    return site.post("/webhooks/release", "{\"copies\":2}").path("sent").asInt();
  }

  private double answered(String answer) {
    return service()
        .get("/q/metrics")
        .good()
        .text()
        .lines()
        .filter(line -> line.startsWith("mlconnector_webhook_calls_total{"))
        .filter(line -> line.contains("\"" + id() + "\"") && line.contains("\"" + answer + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void webhooksAreTakenAwayWithTheConnection() {
    connect();
    registered();

    service().delete("/api/connections/" + id()).good();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(hooks()).isEmpty());
  }

  @Test
  void anEventIsKnownByItsSixFieldsWhateverStandsAround() {
    ObjectNode body = event("DatasourceUpdated");
    String first = events.verify(null, List.of(new Secret("right")), call("right", body));
    ObjectNode more = body.deepCopy().put("added_later", "x");

    assertThat(events.verify(null, List.of(new Secret("right")), call("right", more)))
        .isEqualTo(first);
    for (String field : List.of("resource", "event_type", "resource_name", "created_at")) {
      assertThat(
              events.verify(
                  null,
                  List.of(new Secret("other"), new Secret("right")),
                  call("right", body.deepCopy().put(field, "y"))))
          .as(field)
          .isNotEqualTo(first);
    }
  }

  @Test
  void onlyTroubleOfDataSourcesIsAskedAfterAndUnknownEventsAreIgnored() {
    assertThat(events.tables(null, call("right", event("DatasourceRefreshFailed"))))
        .containsExactly(new TableNotice("data-source", "luid-1", "DatasourceRefreshFailed"));
    assertThat(events.tables(null, call("right", event("DatasourceDeleted")))).hasSize(1);
    for (String event : List.of("DatasourceUpdated", "WorkbookRefreshFailed", "SomethingNew")) {
      assertThat(events.tables(null, call("right", event(event)))).as(event).isEmpty();
      assertThat(events.notices(null, call("right", event(event)))).as(event).isEmpty();
    }
  }

  @Test
  void refreshesAreToldOfExtractsOrDataSources() {
    for (String resource : List.of("EXTRACTS", "DATASOURCE")) {
      ObjectNode body = event("DatasourceRefreshFailed").put("resource", resource);
      assertThat(events.tables(null, call("right", body))).as(resource).hasSize(1);
    }
  }

  private static ObjectNode event(String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("resource", "EXTRACTS")
        .put("event_type", type)
        .put("resource_name", "AP Invoices")
        .put("site_luid", "site-1")
        .put("resource_luid", "luid-1")
        .put("created_at", "2026-11-15T17:14:45Z");
  }

  private static Call call(String rest, JsonNode body) {
    return new Call(Map.of(), Map.of(), rest, body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
