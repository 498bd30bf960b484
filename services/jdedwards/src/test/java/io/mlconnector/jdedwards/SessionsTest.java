package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One session per connection, for one device, opened again where it is over, and given back. */
@QuarkusTest
class SessionsTest extends JdeTest {

  private List<String> devices() {
    List<String> devices = new ArrayList<>();
    for (JsonNode session : jde.get("/sessions").path("sessions")) {
      assertThat(session.path("named").asBoolean()).isTrue();
      devices.add(session.path("device").asText());
    }
    return devices;
  }

  private String ours() {
    return "ml-connector-" + connection();
  }

  private long signIns(long since) {
    return jde.callsSince(since).stream()
        .filter(call -> call.startsWith("POST /jderest/v2/tokenrequest "))
        .count();
  }

  @Test
  void allStreamsShareOneSessionAndGiveItBackWithTheConnection() {
    long before = jde.now();

    connect(document());
    awaitPublished("customer", 1);
    awaitPublished("vendor", 1);
    awaitPublished("contact", 1);

    assertThat(signIns(before)).isEqualTo(1);
    assertThat(devices()).filteredOn(ours()::equals).hasSize(1);
    service().delete("/api/connections/" + connection());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(devices()).doesNotContain(ours()));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 444})
  void aSessionThatIsOverIsOpenedOnceMore(int status) {
    jde.patch("/settings", "{\"dataTokenStatus\":" + status + "}");
    connect(document());
    awaitPublished("customer", 1);
    awaitPublished("vendor", 1);
    awaitPublished("contact", 1);
    long before = jde.now();
    jde.fault("{\"kind\":\"revoke-tokens\",\"path\":\".*/dataservice\",\"times\":1}");
    String an8 = numbers("C").get(8);
    jde.patch("/customers/" + an8, "{\"CreditLimit\":\"" + (4000 + status) + "\"}");

    poll("credit");

    awaitField("customer", an8, "/creditLimit/amount", String.valueOf(4000 + status));
    assertThat(signIns(before)).isEqualTo(1);
  }

  @Test
  void aServerThatIsNotToBeReachedSaysWhatTheCausesMayBe() {
    connect(silent(document().put("baseUrl", "http://127.0.0.1:9/jderest")));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        service().post("/api/connections/" + connection() + "/ping", null).text())
                    .contains("allow-list", "reverse proxy"));
  }

  @Test
  void anHtmlServerThatDoesNotKnowTheAisServerSaysSo() {
    jde.patch("/settings", "{\"htmlServerAllowsAis\":false}");

    connect(silent(document()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        service().post("/api/connections/" + connection() + "/ping", null).text())
                    .contains("allowed AIS hosts"));
  }

  @Test
  void anOrchestrationThatLacksAnInputIsKnownOnceTheConnectionIsSaved() {
    jde.patch("/settings", "{\"missingInputs\":[\"CreateCustomer.LongAddress\"]}");

    connect(silent(document()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service().get("/api/connections/" + connection()).text())
                    .contains("CreateCustomer")
                    .contains("LongAddress")
                    .contains("customerInputs"));
  }
}
