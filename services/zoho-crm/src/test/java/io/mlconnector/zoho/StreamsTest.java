package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Schemas;
import io.mlconnector.testkit.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamsTest extends ZohoTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private String connection;

  @BeforeEach
  void ownConnection() {
    connection = "streams" + COUNT.incrementAndGet();
  }

  @AfterEach
  void endOwnConnection() {
    service().delete("/api/connections/" + connection);
  }

  private void read(String... settings) {
    ObjectNode document = Connections.refreshToken(connection);
    ObjectNode streams = document.putObject("streams");
    Kind.ALL.forEach(kind -> streams.putObject(kind.stream()).put("every", "1s"));
    for (int i = 0; i < settings.length; i += 2) {
      ((ObjectNode) document.path("settings")).put(settings[i], settings[i + 1]);
    }
    connect(document);
  }

  private JsonNode event(String entity, String id) {
    List<String> events =
        await()
            .atMost(PATIENCE)
            .until(
                () -> Topic.canonical(entity).of(connection + "|" + entity + "|" + id),
                found -> !found.isEmpty());
    return io.mlconnector.canonical.CanonicalJson.read(
        events.get(events.size() - 1), JsonNode.class);
  }

  @Test
  void anAccountBecomesACustomerThatFitsTheContract() {
    String key = newKey();
    String id =
        made(
            "Accounts",
            "Account_Name",
            "Read " + key,
            "Account_Type",
            "Prospect",
            "Industry",
            "Retail",
            "Billing_Street",
            "Storgatan 1",
            "Billing_Country",
            "Sweden",
            "Tax_ID",
            "SE" + key,
            "Payment_Terms",
            "Net 30",
            "Credit_Status",
            "Watch");
    zoho.patch("/records/Accounts/" + id, "{\"Credit_Limit\":2500.5,\"Credit_Currency\":\"SEK\"}");

    read();
    JsonNode customer = event("customer", id);

    assertThat(Schemas.problems("customer", customer.toString())).isEmpty();
    assertThat(customer.path("name").asText()).isEqualTo("Read " + key);
    assertThat(customer.path("type").asText()).isEqualTo("Prospect");
    assertThat(customer.path("industry").asText()).isEqualTo("Retail");
    assertThat(customer.path("billingAddress").path("country").asText()).isEqualTo("SE");
    assertThat(customer.path("creditLimit").path("amount").asText()).isEqualTo("2500.5");
    assertThat(customer.path("creditLimit").path("currency").asText()).isEqualTo("SEK");
    assertThat(customer.path("taxId").asText()).isEqualTo("SE" + key);
    assertThat(customer.path("holdCode").asText()).isEqualTo("Watch");
    assertThat(customer.has("accountNumber") && !customer.path("accountNumber").isNull())
        .as("Zoho's own 0 is no number")
        .isFalse();
  }

  @Test
  void anAccountsTypeIsCalledWhatTheConnectionSays() {
    String id = made("Accounts", "Account_Name", "Typed " + newKey(), "Account_Type", "Prospect");
    ObjectNode document = Connections.refreshToken(connection);
    ((ObjectNode) document.path("settings")).putObject("accountTypes").put("Prospect", "P");
    document.putObject("streams").putObject("customers").put("every", "1s");
    connect(document);

    assertThat(event("customer", id).path("type").asText()).isEqualTo("P");
  }

  @Test
  void aContactBelongsToItsAccount() {
    String account = made("Accounts", "Account_Name", "With contact " + newKey());
    String id =
        zoho.post(
                "/records/Contacts",
                """
                {"First_Name": "Ada", "Last_Name": "Byron", "Email": "ada%s@acme.example",
                 "Account_Name": {"id": "%s"}}\
                """
                    .formatted(newKey(), account))
            .path("id")
            .asText();

    read();
    JsonNode contact = event("contact", id);

    assertThat(Schemas.problems("contact", contact.toString())).isEmpty();
    assertThat(contact.path("name").asText()).isEqualTo("Ada Byron");
    assertThat(contact.path("customerKey").asText()).isEqualTo(account);
  }

  @Test
  void aChangeIsReadByTheNextPollAndADeletionToo() {
    String id = made("Vendors", "Vendor_Name", "Supplier " + newKey());
    read("deletedEvery", "1s");
    event("vendor", id);

    changed("Vendors", id, "City", "Malmö");
    await()
        .atMost(PATIENCE)
        .until(() -> event("vendor", id).path("address").path("city").asText().equals("Malmö"));
    zoho.delete("/records/Vendors/" + id);

    await()
        .atMost(PATIENCE)
        .until(() -> event("vendor", id).path("reason").asText().contains("recycle bin"));
  }

  @Test
  void whatLeftTheRecycleBinForGoodIsMissedByTheNightlyReconciliation() {
    String id = made("Vendors", "Vendor_Name", "Supplier " + newKey());
    read("deletedEvery", "3650d");
    event("vendor", id);
    zoho.delete("/records/Vendors/" + id);
    zoho.post("/records/Vendors/" + id + "/purge", "{}");

    service().post("/api/connections/" + connection + "/streams/vendors/reconcile", null).good();

    await()
        .atMost(PATIENCE)
        .until(() -> event("vendor", id).path("reason").asText().contains("does not show"));
  }

  @Test
  void aPollThatFindsNothingIsOneCall() {
    ObjectNode document = Connections.quiet(Connections.refreshToken(connection));
    ((ObjectNode) document.path("streams")).putObject("customers").put("cron", "0 0 0 1 1 ? 2099");
    // In the next hour's first window there is one more, for what was deleted; and what other
    // tests have just made comes again as long as windows overlap.
    ((ObjectNode) document.path("settings")).put("deletedEvery", "3650d").put("overlap", "1s");
    connect(document);
    poll();
    long before = zoho.now();

    poll();
    poll();

    assertThat(zoho.callsSince(before))
        .hasSize(2)
        .allMatch(call -> call.startsWith("POST /crm/v8/coql"));
  }

  private void poll() {
    String before = lastPoll();
    service().post("/api/connections/" + connection + "/streams/customers/poll", null).good();
    await().atMost(PATIENCE).until(() -> !lastPoll().equals(before));
  }

  private String lastPoll() {
    for (JsonNode one :
        service().get("/api/connections/" + connection + "/streams").json().path("streams")) {
      if (one.path("stream").asText().equals("customers")) {
        return one.path("watermark").asText("");
      }
    }
    return "";
  }
}
