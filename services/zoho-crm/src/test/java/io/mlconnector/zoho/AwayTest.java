package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.SignIns;
import io.mlconnector.testkit.Takeover;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days on end, with both clocks moved: our side rests, Zoho is away, owners change. */
@QuarkusTest
@TestProfile(NotificationsTest.Reachable.class)
class AwayTest extends ZohoTest {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String OAUTH = "/oauth/v2/token";
  private static final String UNASKED = "0 0 0 1 1 ? 2099";

  @Inject DataSource database;

  private String connection;

  /** A call that a slow machine loses is not what these tests are about. */
  @BeforeEach
  void name() {
    connection = "away" + COUNT.incrementAndGet();
    zoho.patch("/settings", "{\"callbackRetries\":5}");
  }

  @AfterEach
  void end() {
    zoho.patch("/settings", "{\"callbackRetries\":0}");
    service().delete("/api/connections/" + connection);
  }

  private void connectPolled(String schedule, String when) {
    ObjectNode document = Connections.refreshToken(connection);
    // A new owner's budget begins empty, which is not what these tests are about.
    ((ObjectNode) document.path("settings")).put("users", 5000);
    ObjectNode streams = document.putObject("streams");
    Kind.ALL.forEach(kind -> streams.putObject(kind.stream()).put(schedule, when));
    connect(document);
  }

  private String path(String rest) {
    return "/api/connections/" + connection + rest;
  }

  private JsonNode customers() {
    for (JsonNode stream : service().get(path("/streams")).good().json().path("streams")) {
      if (stream.path("stream").asText().equals("customers")) {
        return stream;
      }
    }
    throw new AssertionError("no customers");
  }

  private String phone(String id) {
    List<String> events = Topic.canonical("customer").of(connection + "|customer|" + id);
    return events.isEmpty()
        ? ""
        : CanonicalJson.read(events.get(events.size() - 1), JsonNode.class).path("phone").asText();
  }

  private void awaitPhone(String id, String phone) {
    await().atMost(PATIENCE).until(() -> phone(id).equals(phone));
  }

  /** Our channels that Zoho still calls. */
  private long calling() {
    Instant now = zoho.time();
    long calling = 0;
    for (JsonNode channel : zoho.get("/channels").path("channels")) {
      boolean ours = channel.path("notifyUrl").asText().contains("/" + connection + "/");
      calling += ours && Instant.parse(channel.path("expiry").asText()).isAfter(now) ? 1 : 0;
    }
    return calling;
  }

  @Test
  void whatChangedWhileTheChannelsLapsedIsCaughtUpAndTheyCallAgain() {
    connectPolled("cron", UNASKED);
    service().post(path("/hook-addresses/changes/register"), null).good();
    String id = made("Accounts", "Account_Name", "Pause " + newKey(), "Phone", "1");
    awaitPhone(id, "1");

    zoho.later(Duration.ofDays(7));
    assertThat(calling()).as("they lapsed, and we rest").isZero();
    changed("Accounts", id, "Phone", "2");
    String made = made("Accounts", "Account_Name", "Pause " + newKey(), "Phone", "3");
    zoho.sameTime();

    awaitPhone(id, "2");
    awaitPhone(made, "3");
    await().atMost(PATIENCE).until(() -> calling() == 3);
    changed("Accounts", id, "Phone", "4");
    awaitPhone(id, "4");
  }

  @Test
  void withoutChannelsANewAccountIsReadWithinADayByTheScheduleThatIsTheDefault() {
    connect(Connections.refreshToken(connection));
    await().atMost(PATIENCE).until(() -> customers().path("watermark").isTextual());

    String made = made("Accounts", "Account_Name", "Default " + newKey(), "Phone", "6");
    zoho.timePasses(Duration.ofHours(23));

    awaitPhone(made, "6");
  }

  @Test
  void channelsAreRenewedBeforeTheyLapse() {
    connectPolled("cron", UNASKED);
    service().post(path("/hook-addresses/changes/register"), null).good();
    String id = made("Accounts", "Account_Name", "Renewed " + newKey());

    for (int day = 1; day <= 8; day++) {
      Instant before = zoho.time();
      zoho.timePasses(Duration.ofDays(1));
      await().atMost(PATIENCE).until(() -> registered().isAfter(before.plus(Duration.ofHours(12))));
      assertThat(calling()).isEqualTo(3);
      changed("Accounts", id, "Phone", "day " + day);
      awaitPhone(id, "day " + day);
    }
    assertThat(customers().path("lastPoll").isTextual()).as("polled, so one had lapsed").isFalse();
  }

  private Instant registered() {
    JsonNode hook = service().get(path("/hook-addresses")).good().json().get(0);
    return Instant.parse(hook.path("registered").asText());
  }

  @Test
  void aDayOfOwnersSignsInAsOftenAsTheGoalsAllow() throws SQLException {
    long before = zoho.now();
    connectPolled("every", "1h");

    for (int turn = 1; turn <= 24 * 3; turn++) {
      zoho.timePasses(Duration.ofMinutes(20));
      if (turn % 7 == 0) {
        Takeover.of(database, connection);
      }
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> service().post(path("/ping"), null).status() == 200);
    }

    SignIns signIns = zoho.signInsSince(before, OAUTH).assertFewInAnyHour();
    // One an hour from the first to the last, and one more where a renewal meets an owner's end,
    // which every seventh and every third turn do three times.
    assertThat(signIns.times()).hasSizeBetween(20, 25 + 3);
  }

  @Test
  void aDayInWhichZohoIsDownCostsNothingOfEitherSide() {
    connectPolled("every", "1h");
    await().atMost(PATIENCE).until(() -> customers().path("watermark").isTextual());
    String key = newKey();
    Delivery delivery =
        Wish.of(connection, "account", new RecordKey("jde", "customer", key))
            .with("Account_Name", "Company " + key)
            .delivery();

    zoho.fault("{\"kind\":\"status\",\"status\":503,\"times\":\"forever\"}");
    Topic.deliveries("zoho-crm").send(List.of(delivery));
    String made = made("Accounts", "Account_Name", "Down " + newKey(), "Phone", "5");
    for (int half = 0; half < 2; half++) {
      zoho.timePasses(Duration.ofHours(12));
      await().atMost(PATIENCE).until(() -> customers().path("lastError").isTextual());
    }
    assertThat(phone(made)).isEmpty();
    zoho.noFaults();
    zoho.timePasses(Duration.ofMinutes(5));

    assertThat(Topic.outcome(delivery).result()).isEqualTo(Result.CREATED);
    awaitPhone(made, "5");
    assertThat(having("Accounts", "Account_Name", "Company " + key)).isEqualTo(1);
  }
}
