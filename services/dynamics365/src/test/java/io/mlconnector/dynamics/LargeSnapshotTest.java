package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.testkit.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * An environment of many customers in four companies, in which little changes; {@code
 * -Dsnapshot.customers=20000} for a large one.
 */
@QuarkusTest
class LargeSnapshotTest extends DynamicsTest {

  private static final int CUSTOMERS = Integer.getInteger("snapshot.customers", 2_000);
  private static final Duration SCAN = Duration.ofMinutes(5);
  private static final String GONE = "usmf:US-005";

  @Test
  void aSnapshotIsPublishedOnceAndAfterwardsOnlyWhatIsNotTheSame() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.forTests().company(CUSTOMERS, 100))) {
      Http vendor = new Http(sandbox.control());
      connect(onlyCustomers(sandbox.vendor("dynamics365").toString()));
      awaitScanAfter(null);
      int accounts = stream().path("records").asInt();
      assertThat(accounts).as(() -> streams()).isGreaterThanOrEqualTo(CUSTOMERS);
      awaitEvents(accounts);
      assertThat(published("customer")).hasSize(accounts);

      scan();
      assertThat(events("customer")).hasSize(accounts);

      JsonNode phone =
          vendor
              .post(
                  "/sandbox/dynamics365/changes",
                  "{\"set\":\"CustomersV3\",\"count\":1,\"seed\":7}")
              .good()
              .json()
              .at("/rows/0");
      scan();
      awaitEvents(accounts + 1);
      List<ConsumerRecord<String, byte[]>> events = events("customer");
      assertThat(events.size() - accounts)
          .as("a party's phone shows on each of its accounts")
          .isBetween(1, 2);
      assertThat(published("customer").get(key(phone, "CustomerAccount")).path("phone").asText())
          .isEqualTo(phone.path("PrimaryContactPhone").asText());

      vendor.delete("/sandbox/dynamics365/rows/CustomersV3/" + GONE.replace(':', '/')).good();
      vendor
          .post(
              "/sandbox/faults",
              "{\"vendor\":\"dynamics365\",\"kind\":\"status\",\"status\":503,\"after\":2,"
                  + "\"path\":\"/data/CustomersV3\",\"times\":\"forever\"}")
          .good();
      poll();
      await().atMost(SCAN).until(() -> stream().path("lastError").asText().contains("503"));
      assertThat(events("customer")).hasSameSizeAs(events);

      vendor.delete("/sandbox/faults").good();
      scan();
      awaitEvents(events.size() + 1);
      List<ConsumerRecord<String, byte[]>> all = events("customer");
      assertThat(all).hasSize(events.size() + 1);
      assertThat(all.stream().filter(event -> type(event).contains("removed")))
          .extracting(ConsumerRecord::key)
          .containsExactly(connection() + "|customer|" + GONE);
    }
  }

  /** What a transaction has published is readable a moment after it is committed. */
  private void awaitEvents(int least) {
    await().until(() -> events("customer").size() >= least);
  }

  private ObjectNode onlyCustomers(String url) {
    ObjectNode document = Connections.v2(connection(), url);
    document.remove("settings");
    ObjectNode streams = document.putObject("streams");
    streams.putObject("customers").put("every", "1h");
    streams.putObject("vendors").put("enabled", false);
    streams.putObject("contacts").put("enabled", false);
    return document;
  }

  private void poll() {
    service().post("/api/connections/" + connection() + "/streams/customers/poll", null).good();
  }

  private void scan() {
    String last = stream().path("lastFullScan").asText();
    poll();
    awaitScanAfter(last);
  }

  private void awaitScanAfter(String last) {
    await()
        .atMost(SCAN)
        .until(
            () ->
                stream().hasNonNull("lastFullScan")
                    && !stream().path("lastFullScan").asText().equals(last));
  }

  private JsonNode stream() {
    for (JsonNode each :
        service()
            .get("/api/connections/" + connection() + "/streams")
            .good()
            .json()
            .path("streams")) {
      if (each.path("stream").asText().equals("customers")) {
        return each;
      }
    }
    throw new AssertionError(streams());
  }
}
