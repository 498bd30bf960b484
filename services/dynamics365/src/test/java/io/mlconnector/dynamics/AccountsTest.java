package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers and vendors of all companies become records, once for each change. */
@QuarkusTest
class AccountsTest extends DynamicsTest {

  private int customers;

  @AfterEach
  void restore() {
    dynamics.patch(
        "/settings",
        "{\"visibleCompanies\":[],\"pageMaximum\":10000,\"textsAreOrdered\":true,"
            + "\"missingEntities\":[]}");
  }

  /** A connection that polls customers only. */
  private ObjectNode onlyCustomers() {
    ObjectNode document = document();
    ((ObjectNode) document.at("/streams/vendors")).put("every", "1h");
    ((ObjectNode) document.at("/streams/contacts")).put("every", "1h");
    return document;
  }

  private void connected() {
    connect(onlyCustomers());
    customers = rows("CustomersV3").size();
    awaitPublished("customer", customers);
  }

  /** Waits until so many scans have begun and ended after now. */
  private void awaitScans(int scans) {
    long before = dynamics.now();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                dynamics.callsSince(before).stream()
                        .filter(call -> call.contains("/data/LegalEntities 200"))
                        .count()
                    > scans);
  }

  @Test
  void everyAccountOfEveryCompanyIsOneRecord() {
    connect(document());
    List<JsonNode> accounts = rows("CustomersV3");
    List<JsonNode> suppliers = rows("VendorsV2");

    awaitPublished("customer", accounts.size());
    awaitPublished("vendor", suppliers.size());

    assertThat(published("customer").keySet())
        .isEqualTo(
            accounts.stream()
                .map(row -> key(row, "CustomerAccount"))
                .collect(Collectors.toCollection(TreeSet::new)))
        .contains("usmf:US-001", "gbsi:US-001");
    assertThat(published("vendor").keySet())
        .isEqualTo(
            suppliers.stream()
                .map(row -> key(row, "VendorAccountNumber"))
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(accounts)
        .as("the vendor writes companies in any case")
        .anySatisfy(row -> assertThat(row.path("dataAreaId").asText()).matches("[A-Z]+"));
  }

  @Test
  void fieldsAreThoseOfTheAccount() {
    connected();
    JsonNode row = dynamics.get("/rows/CustomersV3/usmf/US-001");

    JsonNode customer = published("customer").get("usmf:US-001");

    assertThat(customer.path("name").asText()).isEqualTo(row.path("OrganizationName").asText());
    assertThat(customer.path("accountNumber").asText()).isEqualTo("US-001");
    assertThat(customer.path("email").asText(""))
        .isEqualTo(row.path("PrimaryContactEmail").asText());
    assertThat(customer.path("paymentTerms").asText()).isEqualTo(row.path("PaymentTerms").asText());
    assertThat(customer.at("/billingAddress/country").asText())
        .isEqualTo(row.path("AddressCountryRegionISOCode").asText());
    assertThat(customer.path("status").asText()).isIn("active", "on-hold-all");
  }

  @Test
  void aPhoneUnderAnUnchangedEtagIsFoundAndNothingElseIsPublished() {
    connected();
    awaitScans(2);
    assertThat(events("customer")).hasSize(customers);

    JsonNode changed =
        dynamics.post("/changes", "{\"set\":\"CustomersV3\",\"count\":1,\"seed\":7}").at("/rows/0");
    String key = key(changed, "CustomerAccount");

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                published("customer")
                    .get(key)
                    .path("phone")
                    .asText()
                    .equals(changed.path("PrimaryContactPhone").asText()));
    Map<String, Long> perKey =
        events("customer").stream()
            .collect(Collectors.groupingBy(event -> event.key(), Collectors.counting()));
    assertThat(perKey.values().stream().filter(count -> count > 1).count())
        .as("a party's phone shows on each of its accounts")
        .isBetween(1L, 2L);
  }

  @Test
  void aScanThatIsCutRemovesNobodyAndACompleteOneFlagsWhoIsGone() {
    String number =
        dynamics
            .post("/rows/CustomersV3", "{\"OrganizationName\":\"Soon Gone Ltd\"}")
            .path("CustomerAccount")
            .asText();
    connected();
    dynamics.fault(
        "{\"kind\":\"status\",\"status\":503,\"path\":\"/data/CustomersV3\",\"after\":2,"
            + "\"times\":\"forever\"}");
    dynamics.delete("/rows/CustomersV3/usmf/" + number);
    long before = dynamics.now();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                dynamics.callsSince(before).stream()
                    .anyMatch(call -> call.contains("/data/CustomersV3 503")));
    assertThat(events("customer")).noneMatch(event -> type(event).contains("removed"));

    dynamics.noFaults();

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> events("customer").stream().anyMatch(event -> type(event).contains("removed")));
    assertThat(
            events("customer").stream()
                .filter(event -> type(event).contains("removed"))
                .map(event -> event.key().split("\\|")[2]))
        .containsExactly("usmf:" + number);
  }

  @Test
  void vendorsAreReadFromTheOtherSetWhereTheSettingSaysSo() {
    int vendors = rows("VendorsV3").size();
    dynamics.patch("/settings", "{\"missingEntities\":[\"VendorsV2\"]}");
    ObjectNode document = quiet();
    ((ObjectNode) document.path("settings")).put("vendorSet", "VendorsV3");

    connect(document);

    awaitPublished("vendor", vendors);
    assertThat(published("vendor")).hasSize(vendors);
  }

  @Test
  void aServerWithSmallerPagesHidesNothing() {
    dynamics.patch("/settings", "{\"pageMaximum\":3}");

    connected();

    assertThat(published("customer")).hasSize(customers);
  }

  @Test
  void aCompanyThatOurUserSeesNoMoreStopsThePollInsteadOfLookingEmpty() {
    ObjectNode document = onlyCustomers();
    ((ObjectNode) document.path("settings")).putArray("companies").add("USMF").add("gbsi");
    connect(document);
    await().atMost(PATIENCE).until(() -> !published("customer").isEmpty());
    assertThat(published("customer").keySet()).allMatch(key -> key.matches("(usmf|gbsi):.*"));
    awaitScans(2);

    dynamics.patch("/settings", "{\"visibleCompanies\":[\"usmf\"]}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(streams())
                    .contains(
                        "no customer and no vendor of company gbsi",
                        "correct the setting companies"));
    assertThat(events("customer")).noneMatch(event -> type(event).contains("removed"));
    JsonNode ping = service().post("/api/connections/" + connection() + "/ping", null).json();
    assertThat(ping.path("rights").toString()).contains("see company gbsi");
  }

  @Test
  void aServerThatCannotCompareTextSaysSoBeforeTheFirstPage() {
    dynamics.patch("/settings", "{\"textsAreOrdered\":false}");

    connect(onlyCustomers());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(streams()).containsPattern("The vendor answered 4\\d\\d|gt"));
    assertThat(published("customer")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"throttle\",\"path\":\"/data/.*\",\"times\":2,\"retryAfter\":\"1\"}",
        "{\"kind\":\"html\",\"path\":\"/data/.*\",\"times\":2}",
        "{\"kind\":\"dropped\",\"path\":\"/data/.*\",\"times\":1}",
        "{\"kind\":\"revoke-tokens\",\"path\":\"/data/.*\",\"times\":1}"
      })
  void everyCustomerIsPublishedAfterAFault(String fault) {
    dynamics.fault(fault);

    connected();
  }

  @Test
  void awkwardNumbersAreReadAgainByThemselves() {
    connected();
    List<String> awkward =
        published("customer").keySet().stream().filter(key -> key.matches(".*['*].*")).toList();
    assertThat(awkward).hasSize(2);

    for (String key : awkward) {
      Http.Answer answer =
          service()
              .post(
                  "/api/connections/"
                      + connection()
                      + "/streams/customers/retry?key="
                      + java.net.URLEncoder.encode(key, java.nio.charset.StandardCharsets.UTF_8),
                  null);
      assertThat(answer.status()).as(answer.text()).isIn(200, 202, 204, 404);
    }
  }
}
