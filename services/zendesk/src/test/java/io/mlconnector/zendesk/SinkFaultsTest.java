package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever Zendesk does, each record is there once in the end, and until then it is said why not.
 */
@QuarkusTest
class SinkFaultsTest extends ZendeskTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"throttle\",\"path\":\"/api/.*\",\"times\":2,\"retryAfter\":\"1\"}",
        "{\"kind\":\"status\",\"status\":500,\"path\":\"/api/.*\",\"times\":2}",
        "{\"kind\":\"html\",\"path\":\"/api/.*\",\"times\":1}",
        "{\"kind\":\"dropped\",\"path\":\"/api/.*\",\"times\":1}",
        "{\"kind\":\"hang\",\"path\":\"/api/.*\",\"times\":1}",
        "{\"kind\":\"huge\",\"path\":\"/api/.*\",\"times\":1}",
        "{\"kind\":\"revoke-tokens\",\"path\":\"/api/.*\",\"times\":1}",
        "{\"kind\":\"applied-then-dropped\",\"method\":\"POST\",\"path\":\"/api/.*\",\"times\":1}"
      })
  void theRecordIsThereOnceAfterIt(String fault) {
    Wish wish = organization(newKey());
    zendesk.fault(fault);

    Delivery delivery = wish.delivery();
    send(delivery);

    Outcome outcome = Topic.outcome(delivery);
    assertThat(outcome.agreed()).as(fault + " " + outcome.reason()).isTrue();
    assertThat(organizations(wish)).hasSize(1);
  }

  @Test
  void aVendorThatThrottlesWithoutSayingForHowLongIsLeftInPeace() {
    zendesk.fault("{\"kind\":\"throttle\",\"path\":\"/api/.*\",\"times\":1}");
    long before = zendesk.now();
    Wish wish = organization(newKey());

    assertThat(delivered(wish).result()).isEqualTo(Result.CREATED);

    assertThat(zendesk.callsSince(before).stream().filter(call -> call.endsWith(" 429")))
        .hasSize(1);
  }

  @Test
  void whileItIsThrottledTheConnectionSaysSo() {
    zendesk.fault("{\"kind\":\"throttle\",\"path\":\"/api/.*\",\"times\":1,\"retryAfter\":\"4\"}");
    Delivery delivery = organization(newKey()).delivery();
    send(delivery);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        service()
                            .get("/api/deliveries/waiting?connection=" + CONNECTION)
                            .good()
                            .text())
                    .contains("429"));
    assertThat(Topic.outcome(delivery).result()).isEqualTo(Result.CREATED);
  }

  @Test
  void aPoisonRecordIsParkedWithTheVendorsWordsAndStopsNobodyElse() {
    Delivery poison =
        Wish.of(CONNECTION, "organization", new RecordKey("fusion", "customer", newKey()))
            .with("notes", "an organization without a name")
            .delivery();
    Wish good = organization(newKey());

    send(poison);
    Outcome outcome = Topic.outcome(poison);

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).isNotBlank();
    assertThat(delivered(good).result()).isEqualTo(Result.CREATED);
    JsonNode parked =
        service().get("/api/deliveries/parked?limit=500&connection=" + CONNECTION).good().json();
    assertThat(parked)
        .anySatisfy(
            aside -> {
              assertThat(aside.path("delivery").asText()).isEqualTo(poison.id());
              assertThat(aside.path("reason").asText()).isEqualTo(outcome.reason());
            });
  }
}
