package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.SignIns;
import io.mlconnector.testkit.Takeover;
import io.mlconnector.testkit.Topic;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days on end, with both clocks moved: EnterpriseOne is away, owners change. */
@QuarkusTest
class AwayTest extends JdeTest {

  private static final String OPENED = "/jderest/v2/tokenrequest$";

  @Inject DataSource database;

  /**
   * A server that ends every session after half an hour is signed in to twice an hour; a little
   * more where an owner dies as it signed in. Half a day, and a quarter.
   */
  @ParameterizedTest
  @CsvSource({"60, 12, 10, 14", "30, 6, 10, 14"})
  void aDayOfOwnersOpensAsManySessionsAsTheServersSettingsAskFor(
      int minutes, int hours, int least, int most) throws SQLException {
    jde.patch(
        "/settings",
        "{\"inactivityMinutes\":%d,\"timeToLiveMinutes\":%d}".formatted(minutes, minutes));
    long before = jde.now();
    connectToWrite();

    for (int turn = 1; turn <= hours * 4; turn++) {
      jde.timePasses(Duration.ofMinutes(15));
      if (turn % 9 == 0) {
        Takeover.of(database, connection());
      }
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () ->
                  service().post("/api/connections/" + connection() + "/ping", null).status()
                      == 200);
    }

    SignIns signIns = jde.signInsSince(before, OPENED);
    if (minutes >= 60) {
      signIns.assertFewInAnyHour();
    }
    assertThat(signIns.times()).hasSizeBetween(least, most);
  }

  @Test
  void daysInWhichTheServerIsDownCostNothingOfEitherSide() {
    connect(document());
    awaitPublished("customer", 1);
    awaitPublished("vendor", 1);
    String an8 = numbers("C").get(10);
    String key = newKey();
    Delivery delivery =
        wish("customer", key).with("externalId", key).with("name", "Company " + key).delivery();

    jde.fault("{\"kind\":\"status\",\"status\":503,\"times\":\"forever\"}");
    Topic.deliveries("jdedwards").send(List.of(delivery));
    jde.patch("/customers/" + an8, "{\"CreditLimit\":\"1789\"}");
    for (int day = 0; day < 3; day++) {
      jde.timePasses(Duration.ofDays(1));
      await().atMost(PATIENCE).until(() -> credit().path("lastError").isTextual());
    }
    jde.noFaults();
    jde.timePasses(Duration.ofMinutes(5));

    assertThat(Topic.outcome(delivery).result()).isEqualTo(Result.CREATED);
    awaitField("customer", an8, "/creditLimit/amount", "1789");
    assertThat(jde.get("/rows/F0101?ALKY=" + key).path("rows")).hasSize(1);
  }

  private JsonNode credit() {
    for (JsonNode stream :
        service()
            .get("/api/connections/" + connection() + "/streams")
            .good()
            .json()
            .path("streams")) {
      if (stream.path("stream").asText().equals("credit")) {
        return stream;
      }
    }
    throw new AssertionError("no credit stream");
  }
}
