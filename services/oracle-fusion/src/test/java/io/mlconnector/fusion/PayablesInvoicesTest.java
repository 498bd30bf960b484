package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suppliers' invoices as the pod gives them, with their lines. */
@QuarkusTest
class PayablesInvoicesTest extends FinanceCase {

  private static final String SEEDED = "payable:300000101000022";

  @AfterEach
  void asBefore() {
    fusion.patch(
        "/settings",
        "{\"notQueryable\":[],\"withoutPrivilege\":[],\"dateLiterals\":\"QUOTED\","
            + "\"missingPrivilegeStatus\":403,\"stampsFollowChildren\":true,\"pageCeiling\":500}");
  }

  @Test
  void financeIsOffUntilAConnectionSwitchesItOn() {
    long before = fusion.now();
    connect();
    awaitCustomers(CUSTOMERS);

    assertThat(state("invoices").path("enabled").asBoolean()).isFalse();
    assertThat(state("gl-accounts").path("enabled").asBoolean()).isFalse();
    assertThat(fusion.callsSince(before)).noneMatch(call -> call.contains("/fscmRestApi/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invoices",
        "receivables-invoices",
        "payments",
        "suppliers",
        "purchase-orders",
        "gl-postings"
      })
  void aStreamThatIsSwitchedOnAsksForItsFirstDate(String stream) {
    ObjectNode document = document(stream, null, settings -> {});

    Http.Answer answer = service().post("/api/connections", document.toString());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text())
        .contains(
            "streams." + stream + ".from", "is missing", "2026-01-31", "no default of everything");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "6", "9"})
  void everyFrameworkGivesTheSameInvoices(String framework) {
    read("invoices", LONG_AGO, settings -> settings.put("restFrameworkVersion", framework));

    JsonNode invoice = awaited("invoice", SEEDED);

    assertThat(invoice.path("kind").asText()).isEqualTo("payable");
    assertThat(invoice.path("number").asText()).isEqualTo("FK-2-2");
    assertThat(invoice.path("paymentStatus").asText()).isEqualTo("unpaid");
    assertThat(invoice.path("lines")).hasSize(3);
    assertThat(invoice.at("/lines/0/number").asInt()).isEqualTo(1);
    assertThat(invoice.at("/lines/0/amount/amount").asText()).startsWith("-");
    assertThat(invoice.at("/lines/0/amount/currency").asText()).isEqualTo("USD");
    assertThat(invoice.path("invoiceDate").asText()).isEqualTo("2026-10-30");
  }

  @Test
  void amountsStayTheDigitsThatTheyAre() {
    String key =
        "payable:" + invoice("KWD", "0.1", "0.2", "-1234567890123456.78", "900000000000000000.125");
    read("invoices", LONG_AGO, settings -> {});

    JsonNode lines = awaited("invoice", key).path("lines");

    assertThat(lines)
        .extracting(line -> line.at("/amount/amount").asText())
        .containsExactly("0.1", "0.2", "-1234567890123456.78", "900000000000000000.125");
  }

  @Test
  void aChangedLineIsOneEventAndADeletedLineShowsInItsInvoice() {
    String id = invoice("EUR", "10.00", "20.00");
    String key = "payable:" + id;
    read("invoices", now(), settings -> settings.put("overlap", "1h"));
    awaited("invoice", key);
    fusion.patch("/finance/lines/invoices/" + id + "/invoiceLines/2", "{\"LineAmount\":\"20.50\"}");
    awaitEvents("invoice", key, 2);
    fusion.delete("/finance/lines/invoices/" + id + "/invoiceLines/1");
    awaitEvents("invoice", key, 3);

    JsonNode lines = awaited("invoice", key).path("lines");
    assertThat(lines).hasSize(1);
    assertThat(lines.at("/0/key").asText()).isEqualTo("2");
    assertThat(lines.at("/0/amount/amount").asText()).isEqualTo("20.5");
    fusion.post("/touch", "{\"resource\":\"invoices\",\"key\":\"" + id + "\"}");
    String other = invoice("EUR", "1.00");
    awaited("invoice", "payable:" + other);
    assertThat(events("invoice", key)).as("touched without a change").hasSize(3);
  }

  @Test
  void linesThatDoNotComeWithTheInvoiceAreReadByItsOpaqueKey() {
    fusion.post("/finance/invoices/generate", "{\"count\":1,\"lines\":700}");
    long before = fusion.now();
    read("invoices", LONG_AGO, settings -> {});

    JsonNode newest = awaited("invoice", newestGenerated());

    assertThat(newest.path("lines")).hasSizeGreaterThanOrEqualTo(700);
    assertThat(newest.path("lines").findValuesAsText("key")).doesNotHaveDuplicates();
    assertThat(fusion.callsSince(before))
        .anyMatch(call -> call.contains("/invoices/0002") && call.contains("/child/invoiceLines"));
  }

  private String newestGenerated() {
    String last =
        fusion
            .post("/finance/invoices/generate", "{\"count\":1,\"lines\":700}")
            .path("last")
            .asText();
    return "payable:" + last;
  }

  @Test
  void anInvoiceOfMoreLinesThanAnEventCarriesIsParkedWithoutBeingRead() {
    String last =
        fusion
            .post("/finance/invoices/generate", "{\"count\":1,\"lines\":6000}")
            .path("last")
            .asText();
    read("invoices", LONG_AGO, settings -> {});
    awaited("invoice", SEEDED);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(streams().path("parked").toString())
                    .contains(last, "more than 5000 invoiceLines"));
    fusion.delete("/invoices/" + last);
  }

  @Test
  void childrenAreAsTheSettingsSay() {
    read("invoices", LONG_AGO, settings -> settings.put("invoiceChildren", "invoiceInstallments"));

    JsonNode invoice = awaited("invoice", SEEDED);

    assertThat(invoice.has("lines")).isFalse();
    assertThat(invoice.at("/installments/0/dueDate").asText()).isEqualTo("2026-11-29");
    assertThat(invoice.path("dueDate").asText()).isEqualTo("2026-11-29");
  }

  @Test
  void aStampThatCannotBeAskedForIsSaidWithWhatToWrite() {
    fusion.patch("/settings", "{\"notQueryable\":[\"invoices.LastUpdateDate\"]}");
    read("invoices");

    awaitTrouble("invoices", "financeStamps of invoices", "CreationDate", "none");
    assertThat(ping().path("rights").toString()).contains("read invoices", "financeStamps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreationDate", "none"})
  void anotherStampOrAWholeReadTakesItsPlace(String stamp) {
    fusion.patch("/settings", "{\"notQueryable\":[\"invoices.LastUpdateDate\"]}");
    read(
        "invoices",
        LONG_AGO,
        settings -> settings.putObject("financeStamps").put("invoices", stamp));

    awaited("invoice", SEEDED);
    String late = "payable:" + invoice("EUR", "1.00");
    awaited("invoice", late);
  }

  @Test
  void aWholeReadFindsChangesThatMoveNoStampAndLeavesOutWhatIsOlderThanTheFirstDate() {
    fusion.patch("/settings", "{\"stampsFollowChildren\":false}");
    String id = invoice("EUR", "10.00");
    read(
        "invoices",
        fusion.time().minus(Duration.ofMinutes(1)).toString(),
        settings -> settings.putObject("financeStamps").put("invoices", "none"));
    awaited("invoice", "payable:" + id);
    fusion.patch("/finance/lines/invoices/" + id + "/invoiceLines/1", "{\"LineAmount\":\"11.00\"}");

    awaitEvents("invoice", "payable:" + id, 2);
    assertThat(published("invoice")).doesNotContainKey(SEEDED);
  }

  @Test
  void whereStampsDoNotFollowLinesAWholeReadFindsTheChange() {
    fusion.patch("/settings", "{\"stampsFollowChildren\":false}");
    String id = invoice("EUR", "10.00");
    String gone = invoice("EUR", "12.00");
    read("invoices", fusion.time().minus(Duration.ofMinutes(5)).toString(), settings -> {});
    awaited("invoice", "payable:" + id);
    awaited("invoice", "payable:" + gone);
    fusion.delete("/finance/lines/invoices/" + id + "/invoiceLines/1");
    fusion.delete("/invoices/" + gone);
    service().post("/api/connections/" + connection() + "/streams/invoices/reconcile", null).good();

    awaitEvents("invoice", "payable:" + id, 2);
    awaitEvents("invoice", "payable:" + gone, 2);
    assertThat(published("invoice").get("payable:" + gone).has("lines")).isFalse();
    assertThat(published("invoice").get("payable:" + gone).path("reason").asText()).isNotEmpty();
  }

  @Test
  void eachResourceHasItsOwnGrammar() {
    fusion.patch("/settings", "{\"dateLiterals\":\"UNQUOTED\"}");
    read("invoices");
    awaitTrouble("invoices", "refuses the filter", "correct financeFilters");
    ObjectNode other =
        document(
            "invoices",
            LONG_AGO,
            settings -> settings.putObject("financeFilters").put("invoices", "unquoted +00:00"));
    service().put("/api/connections/" + connection(), other.toString()).good();

    awaited("invoice", SEEDED);
  }

  @Test
  void aMissingPrivilegeIsNamedByThePingAndByTheStream() {
    fusion.patch("/settings", "{\"withoutPrivilege\":[\"invoiceLines\",\"invoices\"]}");
    read("invoices");

    awaitTrouble("invoices", "403", "Grant the integration user", "invoices");
    assertThat(ping().path("rights").toString())
        .contains("read invoices", "Grant the integration user a role that may view invoices");
  }

  @Test
  void anAttributeThatAnAdministratorAddsIsCarriedWhereItIsNamed() {
    fusion.post("/finance/attributes", "{\"resource\":\"invoices\",\"name\":\"RegionDff\"}");
    String id = invoice("EUR", "10.00");
    fusion.patch("/invoices/" + id, "{\"RegionDff\":\"North\"}");
    read(
        "invoices",
        LONG_AGO,
        settings -> settings.putObject("financeAttributes").put("invoices", "RegionDff"));

    JsonNode invoice = awaited("invoice", "payable:" + id);
    assertThat(invoice.at("/custom/RegionDff").asText()).isEqualTo("North");
  }

  @Test
  void settingsThatThePodCannotMeanAreNamed() {
    read("invoices", LONG_AGO, settings -> settings.put("invoiceChildren", "invoiceRows"));
    awaitTrouble("invoices", "no child invoiceRows");
    for (List<String> wrong :
        List.of(
            List.of("financeAttributes", "invoices", "NoSuch", "no attribute NoSuch"),
            List.of("financeStamps", "invoice", "none", "financeStamps: invoice is none of"),
            List.of("financeFilters", "invoices", "or", "or of invoices is none of"))) {
      ObjectNode document =
          document(
              "invoices",
              LONG_AGO,
              settings -> settings.putObject(wrong.get(0)).put(wrong.get(1), wrong.get(2)));
      service().put("/api/connections/" + connection(), document.toString()).good();
      awaitTrouble("invoices", wrong.get(3));
    }
  }

  @Test
  void smallPagesOfThePodLoseNothing() {
    fusion.patch("/settings", "{\"pageCeiling\":3}");
    read("invoices", LONG_AGO, settings -> settings.put("financePageSize", "400"));

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                published("invoice").keySet().stream()
                        .filter(key -> key.startsWith("payable:3000001010000"))
                        .count()
                    == 15);
  }
}
