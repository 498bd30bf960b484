package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Http;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people do with work that stands aside. */
@QuarkusTest
class ParkedWorkTest extends ZendeskTest {

  @Test
  void aParkedDeliveryIsRetriedOnceItsReasonIsGone() {
    JsonNode other = zendesk.post("/organizations", named("Clash " + newKey()));
    Delivery delivery = named(newKey(), other).delivery();
    send(delivery);
    assertThat(Topic.outcome(delivery).result()).isEqualTo(Result.PARKED);
    assertThat(shown(delivery).path("delivery").path("kind").asText()).isEqualTo("REJECTED");
    assertThat(shown(delivery).path("body").path("fields")).isNotEmpty();
    zendesk.patch("/organizations/" + other.path("id").asText(), named("Renamed " + newKey()));

    service().post(path(delivery, "retry"), null).good();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Topic.outcome(delivery).result() == Result.CREATED);
    assertThat(audit("RETRIED"))
        .anyMatch(text -> text.contains(delivery.id()) && text.contains("by local"));
    Http.Answer again = service().post(path(delivery, "retry"), null);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("not parked");
  }

  @Test
  void aParkedDeliveryIsRetriedWithOtherValues() {
    JsonNode other = zendesk.post("/organizations", named("Clash " + newKey()));
    Wish wish = named(newKey(), other);
    Delivery delivery = wish.delivery();
    send(delivery);
    assertThat(Topic.outcome(delivery).result()).isEqualTo(Result.PARKED);
    String name = "Another name " + newKey();

    Http.Answer wrong = service().post(path(delivery, "retry"), "{\"fields\":{\"nmae\":\"x\"}}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("fields.nmae", "there are", "name");
    assertThat(service().post(path(delivery, "retry"), "{\"name\":\"x\"}").status()).isEqualTo(400);
    service().post(path(delivery, "retry"), "{\"fields\":{\"name\":\"" + name + "\"}}").good();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Topic.outcome(delivery).result() == Result.CREATED);
    assertThat(organizations(wish))
        .extracting(organization -> organization.path("name").asText())
        .containsExactly(name);
    assertThat(audit("RETRIED"))
        .anyMatch(text -> text.contains("Retried with other values for name by local"));
  }

  @Test
  void aDismissedDeliveryStaysAwayAndANewerStateStillGoes() {
    JsonNode other = zendesk.post("/organizations", named("Clash " + newKey()));
    String key = newKey();
    Delivery delivery = named(key, other).delivery();
    send(delivery);
    Topic.outcome(delivery);

    assertThat(service().post(path(delivery, "dismiss"), "{}").text()).contains("reason");
    service().post(path(delivery, "dismiss"), "{\"reason\":\"a duplicate in the ERP\"}").good();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Topic.outcome(delivery).result() == Result.DISMISSED);
    assertThat(audit("DISMISSED")).anyMatch(text -> text.contains("a duplicate in the ERP"));
    assertThat(service().get("/api/deliveries/" + delivery.id()).status()).isEqualTo(404);
    assertThat(delivered(organization(key)).result()).isEqualTo(Result.CREATED);
  }

  @Test
  void manyAreRetriedByTheirReasonOnceTheyWereCounted() {
    JsonNode other = zendesk.post("/organizations", named("Clash " + newKey()));
    List<Delivery> all = Stream.generate(() -> named(newKey(), other).delivery()).limit(3).toList();
    Topic.deliveries("zendesk").send(all);
    Topic.outcomes(all);
    String query =
        "?connection=zendesk&kind=REJECTED&q=" + other.path("name").asText().replace(" ", "%20");
    String retry = "/api/deliveries/retry?connection=zendesk&kind=REJECTED&object=organization";

    JsonNode counted = service().post(retry, null).good().json();
    assertThat(counted.path("dryRun").asBoolean()).isTrue();
    assertThat(counted.path("deliveries").asInt()).isGreaterThanOrEqualTo(3);
    zendesk.delete("/organizations/" + other.path("id").asText());
    service().post(retry + "&dryRun=false", null).good();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Topic.outcomes(all).values().stream()
                    .anyMatch(outcome -> outcome.result() == Result.CREATED));
    assertThat(service().get("/api/deliveries/parked" + query).status()).isEqualTo(200);
    assertThat(service().get("/api/deliveries/parked?connection=zendesk&q=Clash_").json())
        .as("an underscore stands for itself")
        .isEmpty();
  }

  @Test
  void aRecordThatIsGoneInTheTargetIsMadeAnewOnRequest() {
    String key = newKey();
    String id = delivered(organization(key)).targetKey();
    zendesk.delete("/organizations/" + id);
    Delivery delivery = organization(key).with("notes", "n").delivery();
    send(delivery);
    assertThat(Topic.outcome(delivery).result()).isEqualTo(Result.PARKED);

    service().post(path(delivery, "retry") + "?recreate=true", null).good();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Topic.outcome(delivery).result() == Result.CREATED);
  }

  @Test
  void moreDeactivationsThanTheGuardAllowsWaitForAPerson() {
    List<String> keys = Stream.generate(ZendeskTest::newKey).limit(30).toList();
    List<Delivery> made = keys.stream().map(key -> user(key).delivery()).toList();
    Topic.deliveries("zendesk").send(made);
    Topic.outcomes(made);
    List<Delivery> removals =
        keys.stream()
            .map(key -> user(key).with("suspended", BooleanNode.TRUE).removed().delivery())
            .toList();
    long before = zendesk.now();

    Topic.deliveries("zendesk").send(removals);

    await().atMost(Duration.ofSeconds(60)).until(() -> !held().isEmpty());
    JsonNode held = held().get(0);
    assertThat(held.path("counted").asInt()).isEqualTo(30);
    assertThat(held.path("samples")).isNotEmpty();
    assertThat(zendesk.writesSince(before)).isEmpty();
    String change = "/api/connections/zendesk/mass-changes/" + held.path("id").asText();

    service().post(change + "/approve", null).good();

    Outcome last = Topic.outcomes(removals).get(removals.get(29).id());
    assertThat(last.agreed()).as(last.reason()).isTrue();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                keys.stream()
                    .allMatch(key -> users(user(key)).get(0).path("suspended").asBoolean()));
    assertThat(service().post(change + "/approve", null).status()).isEqualTo(409);
  }

  private JsonNode held() {
    return service().get("/api/connections/zendesk/mass-changes").good().json();
  }

  private JsonNode shown(Delivery delivery) {
    return service().get("/api/deliveries/" + delivery.id()).good().json();
  }

  private static List<String> audit(String step) {
    return Topic.audit().all().stream()
        .map(record -> new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
        .filter(text -> text.contains("\"" + step + "\""))
        .toList();
  }

  private static String path(Delivery delivery, String action) {
    return "/api/deliveries/" + delivery.id() + "/" + action;
  }

  private static String named(String name) {
    return "{\"name\":\"" + name + "\"}";
  }

  private static Wish named(String key, JsonNode other) {
    return Wish.of(
            CONNECTION,
            "organization",
            new io.mlconnector.canonical.RecordKey("fusion", "customer", key))
        .with("name", other.path("name").asText());
  }
}
