package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the pod does, every change is published in the end, and until then it is said why not.
 */
@QuarkusTest
class SourceFaultsTest extends FusionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"throttle\",\"path\":\"/crmRestApi/.*\",\"times\":2,\"retryAfter\":\"1\"}",
        "{\"kind\":\"throttle\",\"path\":\"/crmRestApi/.*\",\"times\":1}",
        "{\"kind\":\"status\",\"status\":500,\"path\":\"/crmRestApi/.*\",\"times\":2}",
        "{\"kind\":\"html\",\"path\":\"/crmRestApi/.*\",\"times\":2}",
        "{\"kind\":\"dropped\",\"path\":\"/crmRestApi/.*\",\"times\":2}",
        "{\"kind\":\"empty400\",\"path\":\"/crmRestApi/.*\",\"times\":1}",
        "{\"kind\":\"hang\",\"path\":\"/crmRestApi/.*\",\"times\":1}",
        "{\"kind\":\"huge\",\"path\":\"/crmRestApi/.*\",\"times\":1}",
        "{\"kind\":\"revoke-tokens\",\"path\":\"/crmRestApi/.*\",\"times\":1}"
      })
  void everyCustomerIsPublishedAfterIt(String fault) {
    fusion.fault(fault);

    connect();

    awaitCustomers(CUSTOMERS);
  }

  @Test
  void aPoisonRecordIsParkedByItsKeyAndReadAgainOnRequest() {
    String key =
        fusion
            .post("/accounts", "{\"OrganizationName\":\"Poison Ltd\"}")
            .path("PartyNumber")
            .asText();
    fusion.post(
        "/poison", "{\"resource\":\"accounts\",\"key\":\"" + key + "\",\"kind\":\"missing-name\"}");
    connect();
    awaitCustomers(CUSTOMERS);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(streams().path("parked"))
                    .anySatisfy(
                        parked -> {
                          assertThat(parked.toString()).contains(key);
                          assertThat(parked.path("reason").asText()).isNotBlank();
                        }));
    fusion.patch("/accounts/" + key, "{\"OrganizationName\":\"Healed Ltd\"}");

    service()
        .post("/api/connections/" + connection() + "/streams/customers/retry?key=" + key, null)
        .good();

    await().atMost(PATIENCE).until(() -> published("customer").containsKey(key));
    await().atMost(PATIENCE).until(() -> !streams().path("parked").toString().contains(key));
  }

  @Test
  void whatStopsAStreamIsSaidThere() {
    fusion.fault(
        "{\"kind\":\"status\",\"status\":500,\"path\":\"/crmRestApi/.*\",\"times\":\"forever\"}");
    connect();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode streams = streams().path("streams");
              assertThat(streams.toString()).contains("500");
            });
    fusion.noFaults();
    awaitCustomers(CUSTOMERS);
  }
}
