package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of a support login is recorded on the person, if that is wanted at all. */
@QuarkusTest
class SupportLoginsTest extends PsTest {

  private void connect(String way) {
    connect(Connections.silent(with("supportLogins", way)));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                service().post("/api/connections/" + connection() + "/ping", null).status() == 200);
  }

  private Outcome delivered(String emplid, String status) {
    Delivery delivery =
        Wish.bare(connection(), "support_login", new RecordKey("zendesk", "contact", "u" + emplid))
            .with("emplid", emplid)
            .with("status", status)
            .match("emplid")
            .delivery();
    Topic.deliveries("peoplesoft").send(java.util.List.of(delivery));
    return Topic.outcome(delivery);
  }

  private JsonNode recorded() {
    return ps.get("/support-logins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "soap"})
  void aDeactivatedLoginIsRecordedOnceAndReactivatedAgain(String way) {
    connect(way);
    int before = recorded().path("history").size();

    delivered("0100001", "inactive");
    delivered("0100001", "inactive");

    assertThat(recorded().at("/now/0100001/MLC_LOGIN_STATUS").asText()).isEqualTo("I");
    assertThat(recorded().at("/now/0100001/MLC_STATUS_DTTM").asText()).isNotBlank();
    assertThat(recorded().path("history")).hasSize(before + 1);

    delivered("0100001", "active");
    assertThat(recorded().at("/now/0100001/MLC_LOGIN_STATUS").asText()).isEqualTo("A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "soap"})
  void aPersonWhomPeopleSoftDoesNotKnowIsParkedInItsWords(String way) {
    connect(way);

    assertThat(delivered("0999999", "inactive").toString()).contains("No rows exist");
  }

  @Test
  void ofAPersonWhoseLoginWasAlwaysActiveNothingIsRecorded() {
    connect("rest");
    int before = recorded().path("history").size();

    assertThat(delivered("0100009", "active").result()).isEqualTo(Outcome.Result.UNCHANGED);

    assertThat(recorded().path("history")).hasSize(before);
  }

  @Test
  void nothingIsWrittenUnlessThatIsSwitchedOn() {
    connect("none");
    int before = recorded().path("history").size();

    assertThat(delivered("0100001", "inactive").toString()).contains("supportLogins");
    assertThat(recorded().path("history")).hasSize(before);
  }
}
