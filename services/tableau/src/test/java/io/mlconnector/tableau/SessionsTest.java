package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.tableau.TableauAccounts;
import io.mlconnector.spi.Connection;
import io.mlconnector.testkit.Vendor;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One session for each token, kept as long as it holds. */
@QuarkusTest
class SessionsTest extends TableauTest {

  /** Somebody else signs in with our token. */
  private void stolen() {
    site.post("/sign-in", "{\"name\":\"%s\",\"secret\":\"secret-of-%s\"}".formatted(id(), id()));
  }

  private long signIns(long since) {
    return calls(since, "/auth/signin 200");
  }

  @Test
  void aSessionThatSomebodyElseTookIsOpenedOnceMore() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());
    stolen();
    long before = site.now();

    published(connection, spec(), key, Rows.lines(Rows.line("I-1", 1, "7", "EUR", "after")));

    assertThat(signIns(before)).isEqualTo(1);
    assertThat(rows(spec().name())).hasSize(1);
  }

  @Test
  void allCallsShareOneSession() {
    long before = site.now();
    Connection connection = connect();

    published(connection, spec(), null, Rows.hard());
    service().post("/api/connections/" + id() + "/ping", null).good();

    assertThat(signIns(before)).isEqualTo(1);
  }

  @Test
  void aSessionIsKeptByUseBeforeItHasBeenIdleForTooLongAlsoInTheMiddleOfAPublish() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());
    long before = site.now();

    for (int i = 0; i < 4; i++) {
      site.timePasses(Duration.ofMinutes(116));
      assertThat(sink().look(connection, spec(), key)).isPresent();
    }

    assertThat(signIns(before)).as("a second sign-in would end an upload").isZero();
    assertThat(calls(before, "/projects 200")).isGreaterThanOrEqualTo(4);
  }

  @Test
  void aSessionThatWasIdleForTooLongIsOpenedAnew() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());
    long before = site.now();

    site.timePasses(Duration.ofMinutes(130));

    assertThat(sink().look(connection, spec(), key)).isPresent();
    assertThat(signIns(before)).isEqualTo(1);
  }

  @Test
  void aSessionOfADayIsFollowedByASignInSoThatTheTokenLives() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());
    long before = site.now();

    for (int hours = 0; hours < 16 * 24; hours++) {
      site.timePasses(Duration.ofHours(1));
      assertThat(sink().look(connection, spec(), key)).isPresent();
    }

    assertThat(signIns(before)).isBetween(15L, 18L);
    assertThat(service().get("/api/connections/" + id()).json().at("/state/attention").asText(""))
        .isEmpty();
  }

  @Test
  void aConnectionThatIsGivenUpSignsOutAndAnOvertakenSessionIsNoError() {
    connect();
    stolen();
    long before = site.now();

    service().delete("/api/connections/" + id()).good();

    await().atMost(PATIENCE).until(() -> calls(before, "/auth/signout 401") == 1);
    assertThat(service().get("/api/connections/" + id()).status()).isEqualTo(404);
  }

  @Test
  void aPageInsteadOfAnAnswerIsNotTakenForARefusal() {
    site.fault("{\"kind\":\"html\",\"status\":503,\"path\":\"/auth/signin$\",\"times\":1}");

    connect();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode ping =
                  service().post("/api/connections/" + id() + "/ping", null).good().json();
              assertThat(ping.path("ok").asBoolean()).as(ping.toString()).isTrue();
            });
    assertThat(service().get("/api/connections/" + id()).json().at("/state/attention").asText(""))
        .isEmpty();
  }

  @Test
  void anOlderServerIsSpokenToInItsOwnVersion() {
    site.patch("/settings", "{\"restApiVersion\":\"3.19\"}");
    long before = site.now();

    connect();

    assertThat(site.callsSince(before))
        .filteredOn(call -> call.contains("/auth/signin"))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call).contains("/api/3.19/auth/signin"));
  }

  @Test
  void aConnectedAppSignsInWithATokenThatIsUsedOnce() {
    ObjectNode document = Connections.connectedApp(id(), new Vendor("tableau-online").url());
    Connection connection = connect(document);
    String key = published(connection, spec(), null, Rows.hard());
    site.fault("{\"kind\":\"revoke-tokens\",\"path\":\"/datasources/\"}");

    assertThat(sink().look(connection, spec(), key)).isPresent();
    assertThat(service().get("/api/connections/" + id()).text())
        .doesNotContain(TableauAccounts.APP_SECRET);
  }
}
