package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Http;
import io.mlconnector.testkit.Schemas;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CustomersTest extends FusionTest {

  @Test
  void everyCustomerAndContactIsPublishedByTheSchema() {
    connect();
    awaitCustomers(CUSTOMERS);
    await().atMost(PATIENCE).until(() -> published("contact").size() >= CONTACTS);

    assertThat(published("customer")).hasSize(CUSTOMERS);
    published("customer")
        .values()
        .forEach(
            customer -> assertThat(Schemas.problems("customer", customer.toString())).isEmpty());
    published("contact")
        .values()
        .forEach(contact -> assertThat(Schemas.problems("contact", contact.toString())).isEmpty());
    assertThat(published("customer").values())
        .anySatisfy(
            customer -> {
              assertThat(customer.path("creditLimit").path("amount").isTextual()).isTrue();
              assertThat(customer.path("paymentTerms").asText()).isNotBlank();
              assertThat(customer.path("billingAddress").path("country").asText()).hasSize(2);
            });
  }

  @Test
  void idsStayTextHoweverLong() {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    ((ObjectNode) document.path("settings")).put("customAttributes", "PartyId");
    connect(document);
    awaitCustomers(CUSTOMERS);

    assertThat(published("customer").values())
        .extracting(customer -> customer.path("custom").path("PartyId"))
        .allMatch(JsonNode::isTextual)
        .extracting(JsonNode::asText)
        .anyMatch(id -> id.length() == 18);
  }

  @Test
  void aCustomersOwnEmailIsAContactUnlessOneHasItAlready() {
    connect();
    awaitCustomers(CUSTOMERS);
    Set<String> emails = new HashSet<>();
    published("customer").values().forEach(c -> emails.add(c.path("email").asText("")));
    emails.remove("");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<String> all =
                  published("contact").values().stream()
                      .map(contact -> contact.path("email").asText(""))
                      .filter(emails::contains)
                      .toList();
              assertThat(new HashSet<>(all)).isEqualTo(emails);
              assertThat(all).doesNotHaveDuplicates();
            });
  }

  @Test
  void orNotWhereTheSettingIsOff() {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    ((ObjectNode) document.path("settings")).put("ownEmailContact", "false");
    connect(document);
    awaitCustomers(CUSTOMERS);
    await().atMost(PATIENCE).until(() -> published("contact").size() >= CONTACTS);

    assertThat(published("contact").keySet()).noneMatch(key -> key.endsWith("#email"));
  }

  @Test
  void aChangeIsPublishedOnceAndAPollWithNothingNewIsOneCallPerStream() {
    connect();
    awaitCustomers(CUSTOMERS);
    await().atMost(PATIENCE).until(() -> published("contact").size() >= CONTACTS);
    String key = published("customer").keySet().iterator().next();
    fusion.patch("/accounts/" + key, "{\"CreditLimit_c\":\"777777\"}");

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                published("customer")
                    .get(key)
                    .path("creditLimit")
                    .path("amount")
                    .asText()
                    .startsWith("777777"));
    int events = events("customer", key).size();
    awaitPolls("customers", 3);
    assertThat(events("customer", key)).hasSize(events);
    long before = fusion.now();
    awaitPolls("customers", 2);
    List<String> calls = fusion.callsSince(before);
    assertThat(calls)
        .allMatch(call -> call.endsWith("accounts 200") || call.endsWith("contacts 200"));
    assertThat(calls.stream().filter(call -> call.contains("accounts")).count())
        .isLessThanOrEqualTo(3);
  }

  @Test
  void theReceivablesProfileGivesCustomersWithGapsAndNoContacts() {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    ((ObjectNode) document.path("settings")).put("customerProfile", "receivables");
    connect(document);
    awaitCustomers(CUSTOMERS);

    assertThat(published("customer").values())
        .allSatisfy(
            customer -> {
              assertThat(customer.path("name").asText()).isNotBlank();
              assertThat(customer.path("gaps").toString()).contains("creditLimit", "email");
              assertThat(Schemas.problems("customer", customer.toString())).isEmpty();
            });
    assertThat(published("contact")).isEmpty();
    assertThat(fusion.callsSince(0))
        .anyMatch(c -> c.contains("receivablesCustomerAccountActivities"));
  }

  @Test
  void whatACustomerOwesRidesOnItWhereThatIsWanted() {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    ((ObjectNode) document.path("settings"))
        .put("receivablesOnCustomers", "true")
        .put("customAttributes", "PartyId");
    connect(document);
    awaitCustomers(CUSTOMERS);
    String changed =
        fusion
            .post(
                "/changes",
                "{\"resource\":\"receivablesCustomerAccountActivities\",\"count\":1,\"seed\":7}")
            .at("/keys/0")
            .asText();
    JsonNode account = fusion.get("/receivablesCustomerAccountActivities/" + changed);
    String key =
        published("customer").entrySet().stream()
            .filter(
                each ->
                    each.getValue()
                        .at("/custom/PartyId")
                        .asText()
                        .equals(account.path("CustomerId").asText()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();

    assertThat(published("customer").values())
        .allSatisfy(
            customer -> {
              assertThat(customer.at("/receivables/open").isTextual()).isTrue();
              assertThat(customer.at("/receivables/overdue").isTextual()).isTrue();
              assertThat(Schemas.problems("customer", customer.toString())).isEmpty();
            });
    String before = published("customer").get(key).at("/receivables/open").asText();
    assertThat(before).isNotEqualTo(account.path("TotalOpenReceivablesForAccount").asText());

    // The account's own stamp has not moved: only the full read sees it.
    service()
        .post("/api/connections/" + connection() + "/streams/customers/reconcile", null)
        .good();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                published("customer")
                    .get(key)
                    .at("/receivables/open")
                    .asText()
                    .equals(account.path("TotalOpenReceivablesForAccount").asText()));
    assertThat(events("customer", key)).hasSize(2);
  }

  @Test
  void basicSignsInWithUserAndPassword() {
    connect(Connections.basic(connection(), fusion.url()));

    awaitCustomers(CUSTOMERS);

    assertThat(
            service()
                .post("/api/connections/" + connection() + "/ping", null)
                .json()
                .path("ok")
                .asBoolean())
        .isTrue();
  }

  @Test
  void wrongCredentialsAreSaidWithWhatToDo() {
    ObjectNode document = Connections.basic(connection(), fusion.url());
    ((ObjectNode) document.path("auth")).put("password", "wrong-password-of-this-test");
    connect(document);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode ping =
                  service().post("/api/connections/" + connection() + "/ping", null).json();
              assertThat(ping.path("ok").asBoolean(true)).isFalse();
              assertThat(ping.path("cause").asText() + ping.path("rights")).isNotBlank();
              assertThat(ping.toString()).doesNotContain("wrong-password-of-this-test");
            });
  }

  @Test
  void whatCameBeforeTheFirstDateIsReadByABackfillOnly() {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    ((ObjectNode) document.at("/streams/customers")).put("from", "now");
    ((ObjectNode) document.at("/streams/contacts")).put("enabled", false);
    connect(document);
    awaitPolls("customers", 2);
    int live = published("customer").size();
    assertThat(live).as("only what the overlap reaches").isLessThan(CUSTOMERS);

    Http.Answer begun =
        service()
            .post(
                "/api/connections/" + connection() + "/streams/customers/backfill?from=2000-01-01",
                null)
            .good();

    assertThat(begun.json().path("id").asLong()).isPositive();
    awaitCustomers(CUSTOMERS);
    assertThat(
            service()
                .post(
                    "/api/connections/" + connection() + "/streams/customers/backfill?from=never",
                    null)
                .text())
        .contains("2026-01-31");
  }

  private void awaitPolls(String stream, int polls) {
    long before = fusion.now();
    String resource = stream.equals("customers") ? "accounts" : stream;
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                fusion.callsSince(before).stream().filter(c -> c.contains(resource)).count()
                    >= polls);
  }
}
