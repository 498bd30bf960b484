package io.mlconnector.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.Hashes;
import io.mlconnector.platform.connection.Keysets;
import io.mlconnector.platform.connection.StoreFixture;
import io.mlconnector.platform.erasure.Eraser;
import io.mlconnector.spi.Webhook.Call;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vendors' calls are sealed, and found all the same where they speak of somebody. */
class ErasedCallsTest {

  private static final Clock CLOCK = Clock.fixed(StoreFixture.NOW, ZoneOffset.UTC);

  private StoreFixture fixture;
  private Eraser eraser;

  @BeforeEach
  void open(@TempDir Path folder) {
    Path keyset = folder.resolve("keyset.json");
    Keysets.create(keyset);
    fixture = new StoreFixture("erased_calls", keyset);
    fixture.put(
        """
        id: acme
        system: test-system
        baseUrl: https://acme.test-system.com
        auth: { mode: basic, user: robot, password: p }
        """);
    eraser =
        new Eraser(
            fixture.transactions,
            new Suppressions(Hashes.KEY),
            List.of(new ErasedCalls(fixture.vault)));
  }

  @Test
  void aCallThatWaitsForSomebodyGoesAndThoseOfOthersStay() {
    add("d1", "{\"requester\": \"Ann@ACME.example\"}");
    add("d2", "{\"user\": {\"id\": 12345}}");
    add("d3", "{\"user\": {\"id\": 123456}, \"mail\": \"bob@acme.example\"}");
    parked();

    Done done = erase();

    assertThat(done.went()).containsEntry("calls from vendors", 2L);
    assertThat(done.open()).isZero();
    assertThat(deliveries()).containsExactly("d3");
  }

  @Test
  void aCallThatIsAboutToBeDealtWithIsWaitedForSinceItMaySpeakOfOthersToo() {
    add("d1", "{\"users\": [12345, 67890]}");

    assertThat(erase().open()).isEqualTo(1);
    assertThat(deliveries()).containsExactly("d1");

    parked();
    assertThat(erase().open()).isZero();
    assertThat(deliveries()).isEmpty();
  }

  private Done erase() {
    return eraser.erase(
        "e1", new Erasure(List.of("acme|contact|12345"), List.of("ann@acme.example")));
  }

  private void add(String delivery, String body) {
    Call call = new Call(Map.of(), body.getBytes(StandardCharsets.UTF_8));
    WebhookInbox inbox = new WebhookInbox(fixture.transactions, fixture.vault, CLOCK);
    fixture.transactions.run(sql -> inbox.add(sql, "acme", "changed", delivery, "journey", call));
  }

  private void parked() {
    fixture.transactions.run(
        sql -> Query.update(sql, "update webhook_inbox set next_try = null, problem = 'odd'"));
  }

  private List<String> deliveries() {
    return fixture.transactions.inTransaction(
        sql ->
            Query.list(
                sql, row -> row.getString(1), "select delivery from webhook_inbox order by 1"));
  }
}
