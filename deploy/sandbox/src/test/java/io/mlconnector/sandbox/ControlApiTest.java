package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.forTests());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void forget() {
    sandbox.ledger().clear();
    sandbox.faults().clear();
  }

  @Test
  void theOverviewTellsANewcomerWhereAndHowToSignIn() throws IOException {
    var all = TestHttp.get(sandbox.control(), "/sandbox").json();

    var fusion = all.path("vendors").path("fusion");
    assertThat(fusion.path("url").asText()).isEqualTo(sandbox.vendor("fusion").toString());
    assertThat(fusion.path("clientId").asText()).isNotEmpty();
    assertThat(all.path("faultKinds")).hasSize(10);
  }

  @Test
  void theClockMovesForwardForEveryVendor() throws IOException {
    Duration before = sandbox.clock().offset();

    var answer = TestHttp.post(sandbox.control(), "/sandbox/clock", "{\"advance\":\"PT2H\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(sandbox.clock().offset()).isEqualTo(before.plusHours(2));
  }

  @Test
  void theLedgerShowsCallsWithoutTheirCredentials() throws IOException {
    TestHttp.post(
        sandbox.vendor("fusion"),
        "/oauth2/v1/token?access_token=queried",
        "grant_type=x&client_secret=planted",
        "Authorization",
        "Basic cGxhbnRlZA==",
        "Content-Type",
        "application/x-www-form-urlencoded");

    var answer = TestHttp.get(sandbox.control(), "/sandbox/ledger?vendor=fusion&path=token");

    var call = answer.json().path("calls").get(0);
    assertThat(call.path("requestHeaders").path("authorization").asText()).isEqualTo("Basic");
    assertThat(call.path("body").asText()).isEqualTo("grant_type=x&client_secret=***");
    assertThat(answer.body()).doesNotContain("planted").doesNotContain("cGxhbnRlZA==", "queried");
    assertThat(answer.json().path("counts").path("fusion POST 401").asInt()).isEqualTo(1);
  }

  @Test
  void theLedgerCanBeAskedForWhatCameLaterAndBeCleared() throws IOException {
    TestHttp.get(sandbox.vendor("fusion"), "/one");
    TestHttp.get(sandbox.vendor("fusion"), "/two");
    long first = sandbox.ledger().calls().get(0).sequence();

    var later = TestHttp.get(sandbox.control(), "/sandbox/ledger?after=" + first).json();
    assertThat(later.path("matching").asInt()).isEqualTo(1);
    assertThat(later.path("calls").get(0).path("path").asText()).isEqualTo("/two");

    assertThat(TestHttp.send("DELETE", sandbox.control(), "/sandbox/ledger", null).status())
        .isEqualTo(204);
    assertThat(sandbox.ledger().total()).isZero();
  }

  @Test
  void faultsAreAddedListedAndRemoved() throws IOException {
    String rule =
        "{\"kind\":\"throttle\",\"vendor\":\"fusion\",\"method\":\"GET\",\"path\":\"^/a\","
            + "\"times\":\"forever\",\"retryAfter\":\"7\"}";
    var added = TestHttp.post(sandbox.control(), "/sandbox/faults", rule);
    assertThat(added.status()).isEqualTo(201);

    assertThat(TestHttp.get(sandbox.vendor("fusion"), "/a").header("Retry-After")).isEqualTo("7");
    var listed = TestHttp.get(sandbox.control(), "/sandbox/faults").json().path("faults").get(0);
    assertThat(listed.path("fired").asInt()).isEqualTo(1);
    assertThat(listed.path("left").asText()).isEqualTo("forever");

    String id = "/sandbox/faults/" + added.json().path("id").asText();
    assertThat(TestHttp.send("DELETE", sandbox.control(), id, null).status()).isEqualTo(204);
    assertThat(TestHttp.send("DELETE", sandbox.control(), id, null).status()).isEqualTo(404);
    assertThat(sandbox.faults().rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/sandbox/clock | {\"advance\":\"soon\"} | advance",
        "/sandbox/clock | {\"advance\":\"-PT1S\"} | advance",
        "/sandbox/clock | [] | body",
        "/sandbox/clock | not json | body",
        "/sandbox/faults | {\"kind\":\"rain\"} | kind",
        "/sandbox/faults | {\"kind\":\"status\",\"statuz\":500} | statuz",
        "/sandbox/faults | {\"kind\":\"status\",\"status\":99} | status",
        "/sandbox/faults | {\"kind\":\"status\",\"times\":0} | times",
        "/sandbox/faults | {\"kind\":\"status\",\"times\":\"often\"} | times",
        "/sandbox/faults | {\"kind\":\"status\",\"path\":\"(\"} | path",
        "/sandbox/faults | {\"kind\":\"status\",\"vendor\":\"nobody\"} | vendor",
        "/sandbox/faults | {\"kind\":\"status\",\"probability\":1.5} | probability",
        "/sandbox/faults | {\"kind\":\"slow\",\"trickle\":\"1s\"} | trickle"
      })
  void aWrongCommandIsRefusedByTheFieldsName(String path, String body, String field)
      throws IOException {
    var answer = TestHttp.post(sandbox.control(), path, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).startsWith(field + ":");
  }

  @ParameterizedTest
  @CsvSource({"after=x,after", "path=(,path"})
  void aWrongLedgerQuestionIsRefused(String query, String field) throws IOException {
    var answer = TestHttp.get(sandbox.control(), "/sandbox/ledger?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).startsWith(field + ":");
  }

  @Test
  void anUnknownCommandIs404() throws IOException {
    assertThat(TestHttp.get(sandbox.control(), "/nothing").status()).isEqualTo(404);
  }
}
