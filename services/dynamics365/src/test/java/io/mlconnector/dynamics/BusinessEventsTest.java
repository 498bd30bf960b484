package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events name what to read again, whenever and however often they come. */
@QuarkusTest
class BusinessEventsTest extends DynamicsTest {

  private static final String CUSTOMER = "CustCustomerChangedBusinessEvent";

  private final List<String> endpoints = new ArrayList<>();

  @AfterEach
  void restore() {
    endpoints.forEach(id -> dynamics.delete("/events/endpoints/" + id));
    dynamics.post("/events/release", "{}");
    dynamics.patch("/settings", "{\"visibleCompanies\":[]}");
  }

  /** Polls once, then learns of changes by events only. */
  private void connected() {
    ObjectNode document = quiet();
    ((ObjectNode) document.path("settings"))
        .putObject("businessEvents")
        .put(CUSTOMER, "customers/AccountNum")
        .put("VendVendorChangedBusinessEvent", "vendors/AccountNum");
    connect(document);
    awaitPublished("customer", rows("CustomersV3").size());
  }

  private String hook() {
    return url + "hooks/dynamics365/" + connection() + "/business-events";
  }

  private void endpoint(String address, String more) {
    JsonNode made =
        dynamics.post(
            "/events/endpoints",
            "{\"url\":\"" + address + "\",\"event\":\"" + CUSTOMER + "\"" + more + "}");
    endpoints.add(made.path("id").asText());
  }

  private void rename(String account, String name) {
    dynamics.patch("/rows/CustomersV3/" + account, "{\"OrganizationName\":\"" + name + "\"}");
  }

  private void awaitName(String key, String name) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> published("customer").get(key).path("name").asText().equals(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLAT", "DATAVERSE"})
  void aChangeIsReadAgainAtOnceByASecretInTheAddress(String form) {
    connected();
    endpoint(hook() + "?code=" + Connections.HOOK_SECRET, ",\"form\":\"" + form + "\"");

    rename("gbsi/US-001", "Renamed " + form);

    awaitName("gbsi:US-001", "Renamed " + form);
    assertThat(published("customer").get("usmf:US-001").path("name").asText())
        .doesNotContain("Renamed");
  }

  @Test
  void aSecretInAHeaderDoesAsWellAndAnotherSecretDoesNot() {
    connected();
    endpoint(hook(), ",\"headers\":{\"X-MlConnector-Secret\":\"" + Connections.HOOK_SECRET + "\"}");

    rename("usmf/US-002", "By header");

    awaitName("usmf:US-002", "By header");
    Http.Answer stranger =
        service()
            .post(
                "/hooks/dynamics365/" + connection() + "/business-events?code=guess",
                "{\"BusinessEventId\":\"" + CUSTOMER + "\"}");
    assertThat(stranger.status()).isEqualTo(401);
  }

  @Test
  void lateDoubledAndReversedEventsEndRightAndTheTestEventPoisonsNothing() {
    connected();
    endpoint(hook() + "?code=" + Connections.HOOK_SECRET, "");
    dynamics.post("/events/hold", "{}");
    rename("usmf/US-003", "First");
    rename("usmf/US-003", "Second");
    dynamics.later(Duration.ofDays(1));

    dynamics.post("/events/release", "{\"copies\":2,\"reversed\":true}");

    awaitName("usmf:US-003", "Second");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<Integer> statuses = new ArrayList<>();
              dynamics
                  .get("/events/attempts")
                  .path("attempts")
                  .forEach(attempt -> statuses.add(attempt.path("status").asInt()));
              return !statuses.isEmpty() && statuses.stream().allMatch(status -> status == 200);
            });
    rename("usmf/US-003", "Third");
    awaitName("usmf:US-003", "Third");
    assertThat(events("customer").stream().filter(event -> event.key().endsWith("|usmf:US-003")))
        .as("the first read, and what was new at each further one")
        .hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void anEventOfACompanyThatOurUserSeesNoMoreRemovesNothing() {
    connected();
    endpoint(hook() + "?code=" + Connections.HOOK_SECRET, "");
    long before = dynamics.now();
    dynamics.patch("/settings", "{\"visibleCompanies\":[\"usmf\"]}");

    rename("gbsi/US-001", "Out of sight");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                dynamics.callsSince(before).stream()
                    .anyMatch(call -> call.startsWith("GET /data/Vendors")));
    dynamics.patch("/settings", "{\"visibleCompanies\":[]}");

    awaitName("gbsi:US-001", "Out of sight");
    assertThat(events("customer")).noneMatch(event -> type(event).contains("removed"));
  }
}
