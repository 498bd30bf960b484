package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The finance resources of the simulated pod answer as strictly as the vendor sheet says. */
class FinanceTest {

  private static final String FSCM = "/fscmRestApi/resources/11.13.18.05/";
  private static final String INVOICE = FinanceSeed.invoiceId(2, 1);

  private Sandbox sandbox;
  private FusionClient client;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.forTests());
    client = new FusionClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private JsonNode get(int framework, String path) throws IOException {
    TestHttp.Answer answer = client.get(framework, FSCM + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private int status(int framework, String path) throws IOException {
    return client.get(framework, FSCM + path).status();
  }

  private TestHttp.Answer edit(String method, String command, String body) throws IOException {
    TestHttp.Answer answer =
        TestHttp.send(method, sandbox.control(), "/sandbox/fusion/finance/" + command, body);
    assertThat(answer.status()).as(answer.body()).isLessThan(300);
    return answer;
  }

  private JsonNode invoice(int framework, String more) throws IOException {
    return get(framework, "invoices?q=InvoiceId%20%3D%20" + INVOICE + more).at("/items/0");
  }

  private static String self(JsonNode item) {
    JsonNode links = item.has("@context") ? item.at("/@context/links") : item.path("links");
    for (JsonNode link : links) {
      if (link.path("rel").asText().equals("self")) {
        String href = link.path("href").asText();
        return href.substring(href.indexOf(FSCM) + FSCM.length());
      }
    }
    return null;
  }

  @Test
  void anOpaqueKeyStandsInTheSelfLinkOnlyAndIsGoneWithOnlyData() throws IOException {
    JsonNode item = invoice(6, "&links=self");

    assertThat(self(item)).startsWith("invoices/0002").doesNotContain(INVOICE);
    assertThat(get(6, self(item)).path("InvoiceId").asText()).isEqualTo(INVOICE);
    assertThat(status(6, "invoices/" + INVOICE)).isEqualTo(404);
    JsonNode bare = invoice(6, "&onlyData=true");
    assertThat(self(bare)).isNull();
    assertThat(bare.toString()).doesNotContain("0002000000");
    assertThat(get(6, "payablesPayments/300000102000000").path("CheckId").asText())
        .as("this one is named by its id")
        .isEqualTo("300000102000000");
  }

  @Test
  void childrenDoNotTellTheirParentAndAreAnArrayOrACollection() throws IOException {
    JsonNode array = invoice(2, "&expand=invoiceLines").path("invoiceLines");
    JsonNode collection = invoice(3, "&expand=invoiceLines").path("invoiceLines");

    assertThat(array.isArray()).isTrue();
    assertThat(collection.path("items")).hasSize(2);
    assertThat(collection.path("hasMore").asBoolean()).isFalse();
    array.forEach(line -> assertThat(line.has("InvoiceId")).isFalse());
    assertThat(array.get(0).path("LineNumber").isNumber()).isTrue();
    JsonNode exact = invoice(9, "&expand=invoiceLines");
    assertThat(exact.at("/invoiceLines/items/0/LineAmount").isTextual()).isTrue();
    assertThat(exact.path("InvoiceId").isTextual()).isTrue();
    assertThat(self(exact)).as("links have moved").isNotNull();
  }

  @Test
  void anExpandedChildStopsAtItsLimitAndTheRestIsReadByTheKeyOfTheLink() throws IOException {
    edit("POST", "invoices/generate", "{\"count\":1,\"lines\":1200}");
    JsonNode item =
        get(6, "invoices?q=InvoiceId%20%3D%20300000200000000&expand=invoiceLines&links=self")
            .at("/items/0");

    assertThat(item.at("/invoiceLines/items")).hasSize(25);
    assertThat(item.at("/invoiceLines/hasMore").asBoolean()).isTrue();
    List<Integer> numbers = new ArrayList<>();
    JsonNode page;
    do {
      page =
          get(
              6,
              self(item)
                  + "/child/invoiceLines?onlyData=true&orderBy=LineNumber:asc&limit=900&offset="
                  + numbers.size());
      page.path("items").forEach(line -> numbers.add(line.path("LineNumber").asInt()));
      assertThat(page.path("items").size()).isLessThanOrEqualTo(500);
    } while (page.path("hasMore").asBoolean());
    assertThat(numbers).hasSize(1200).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void journalsAreWalkedByTheirLinks() throws IOException {
    for (JsonNode batch : get(6, "journalBatches?limit=50").path("items")) {
      String headers = self(batch) + "/child/journalHeaders";
      for (JsonNode header : get(6, headers + "?links=self").path("items")) {
        assertThat(header.has("JeBatchId")).isFalse();
        JsonNode lines = get(6, self(header) + "/child/journalLines?onlyData=true");
        assertThat(lines.path("items")).hasSize(2);
        assertThat(get(6, self(header)).path("JournalName")).isEqualTo(header.get("JournalName"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6 | EnabledFlag=Y;_CHART_OF_ACCOUNTS_ID=4711 | 15",
        "6 | EnabledFlag=Y and _CHART_OF_ACCOUNTS_ID=4711 | 0",
        "6 | EnabledFlag = 'Y' and _CHART_OF_ACCOUNTS_ID = 4711 | 0",
        "1 | EnabledFlag=Y;CostCenter=4100 | 5"
      })
  void theWrongGrammarForAccountsIsAnsweredWithNothing(int framework, String q, int rows)
      throws IOException {
    String path = "accountCombinationsLOV?limit=500&q=" + FusionClient.encoded(q);

    assertThat(get(framework, path).path("count").asInt()).isEqualTo(rows);
  }

  @Test
  void accountsHaveSegmentsOfTheCustomersAndNoStamps() throws IOException {
    JsonNode described = get(6, "accountCombinationsLOV/describe");
    List<String> names = new ArrayList<>();
    described
        .at("/Resources/accountCombinationsLOV/attributes")
        .forEach(attribute -> names.add(attribute.path("name").asText()));

    assertThat(names).contains("Company", "CostCenter", "Account").doesNotContain("LastUpdateDate");
    assertThat(status(6, "accountCombinationsLOV?q=LastUpdateDate%3E1970-01-01")).isEqualTo(400);
    assertThat(get(6, "valueSets/NORDLICHT_ACCOUNT/child/values").path("items")).hasSize(5);
    assertThat(get(6, "ledgersLOV").at("/items/0/CurrencyCode").asText()).isEqualTo("EUR");
  }

  @Test
  void describeNamesChildrenAndWhatCannotBeAskedFor() throws IOException {
    sandbox.fusion().settings(s -> SandboxSettings.notQueryable(s, "invoices.LastUpdateDate"));

    JsonNode invoices = get(6, "invoices/describe").at("/Resources/invoices");

    assertThat(invoices.at("/children/invoiceLines/attributes")).isNotEmpty();
    assertThat(invoices.at("/children/invoiceLines/children/invoiceDistributions").isObject())
        .isTrue();
    for (JsonNode attribute : invoices.path("attributes")) {
      if (attribute.path("name").asText().equals("LastUpdateDate")) {
        assertThat(attribute.path("queryable").asBoolean()).isFalse();
      }
    }
    assertThat(status(6, "invoices?q=LastUpdateDate%20%3E%20%272020-01-01%27")).isEqualTo(400);
    assertThat(status(6, "invoices?q=Description%20is%20null")).isEqualTo(400);
    assertThat(status(6, "invoices?expand=journalHeaders")).isEqualTo(400);
  }

  @Test
  void aParentsStampMovesWithItsLinesUnlessThePodIsOneWhereItDoesNot() throws IOException {
    String before = invoice(6, "").path("LastUpdateDate").asText();
    edit("PATCH", "lines/invoices/" + INVOICE + "/invoiceLines/1", "{\"LineAmount\":\"0.1\"}");
    String moved = invoice(6, "").path("LastUpdateDate").asText();
    sandbox.fusion().settings(SandboxSettings::stampsStay);
    sandbox.clock().advance(Duration.ofMinutes(1));
    edit("PATCH", "lines/invoices/" + INVOICE + "/invoiceLines/1", "{\"LineAmount\":\"0.2\"}");

    JsonNode after = invoice(6, "&expand=invoiceLines");
    assertThat(moved).isNotEqualTo(before);
    assertThat(after.path("LastUpdateDate").asText()).isEqualTo(moved);
    assertThat(after.at("/invoiceLines/items/0/LineAmount").decimalValue())
        .isEqualByComparingTo("0.2");
    assertThat(after.at("/invoiceLines/items/0/LastUpdateDate").asText()).isGreaterThan(moved);
  }

  @Test
  void aDeletedLineShowsInNothingButItsAbsence() throws IOException {
    edit("DELETE", "lines/invoices/" + INVOICE + "/invoiceLines/1", null);

    JsonNode lines = invoice(6, "&expand=invoiceLines").at("/invoiceLines/items");
    assertThat(lines).hasSize(1);
    assertThat(lines.at("/0/LineNumber").asInt()).isEqualTo(2);
  }

  @Test
  void aJournalCanBePostedAndChanged() throws IOException {
    String batch =
        edit(
                "POST",
                "journals",
                "{\"name\":\"J\",\"period\":\"Nov-26\",\"currency\":\"KWD\",\"rate\":\"3\",\"lines\":["
                    + "{\"AccountCombination\":\"101-4100-52010-000\",\"EnteredDr\":\"0.125\"},"
                    + "{\"AccountCombination\":\"101-0000-21050-000\",\"EnteredCr\":\"0.125\"}]}")
            .json()
            .path("JeBatchId")
            .asText();
    edit("POST", "lines/journalBatches/" + batch + "~J/journalLines", "{\"EnteredDr\":\"-1.000\"}");

    JsonNode header = get(6, "journalBatches/" + batch + "/child/journalHeaders").at("/items/0");
    JsonNode lines = get(9, self(header) + "/child/journalLines").path("items");
    Set<String> debits = new HashSet<>();
    lines.forEach(line -> debits.add(line.path("EnteredDr").asText()));
    assertThat(debits).containsExactlyInAnyOrder("0.125", "null", "-1.000");
    JsonNode totals =
        TestHttp.get(sandbox.control(), "/sandbox/fusion/finance/totals?of=journal-lines").json();
    JsonNode mine = null;
    for (JsonNode group : totals.path("groups")) {
      boolean kwd = group.at("/by/currency").asText().equals("KWD");
      mine = kwd && group.at("/by/period").asText().equals("Nov-26") ? group : mine;
    }
    assertThat(mine.path("rows").asInt()).isEqualTo(3);
    assertThat(mine.path("debit").asText()).isEqualTo("-0.875");
    assertThat(mine.path("amount").asText()).isEqualTo("-1.000");
  }

  @Test
  void aQuarterOfAMillionLinesAreMadeAtOnceAndAddUp() throws IOException {
    edit("POST", "invoices/generate", "{\"count\":2500,\"lines\":100,\"seed\":7}");

    JsonNode totals =
        TestHttp.get(sandbox.control(), "/sandbox/fusion/finance/totals?of=invoice-lines").json();
    assertThat(totals.path("rows").asInt()).isGreaterThanOrEqualTo(250_000);
    Set<String> currencies = new HashSet<>();
    totals.path("groups").forEach(g -> currencies.add(g.at("/by/currency").asText()));
    assertThat(currencies).containsExactlyInAnyOrder("EUR", "USD", "JPY", "KWD", "NOK");
    JsonNode invoice =
        get(6, "invoices?q=InvoiceNumber%20%3D%20%27GEN-42%27&links=self").at("/items/0");
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : get(6, self(invoice) + "/child/invoiceLines?limit=500").path("items")) {
      sum = sum.add(line.path("LineAmount").decimalValue());
    }
    assertThat(invoice.path("InvoiceAmount").decimalValue()).isEqualByComparingTo(sum);
  }

  @Test
  void anAttributeThatAnAdministratorAddsIsThereAtOnce() throws IOException {
    edit("POST", "attributes", "{\"resource\":\"invoices\",\"name\":\"RegionDff\"}");
    sandbox.fusion().finance().table("invoices").set(INVOICE, Map.of("RegionDff", "North"));

    assertThat(invoice(6, "").path("RegionDff").asText()).isEqualTo("North");
    assertThat(get(6, "invoices/describe").toString()).contains("RegionDff");
  }

  @Test
  void aMissingPrivilegeLooksLikeABadTokenWhereThePodIsLikeThat() throws IOException {
    sandbox.fusion().settings(s -> SandboxSettings.without(s, 401, "ledgersLOV", "journalLines"));

    assertThat(status(6, "ledgersLOV")).isEqualTo(401);
    assertThat(status(6, "invoices")).isEqualTo(200);
  }

  @Test
  void aLateCommitLiesBack() throws IOException {
    FusionTable invoices = sandbox.fusion().finance().table("invoices");
    Instant now = sandbox.clock().instant();
    invoices.commitLate("300000101999999", Map.of("InvoiceNumber", "LATE"), Duration.ofHours(5));

    String stamp =
        get(6, "invoices?q=InvoiceNumber%20%3D%20%27LATE%27")
            .at("/items/0/LastUpdateDate")
            .asText();
    assertThat(java.time.OffsetDateTime.parse(stamp).toInstant()).isBefore(now.minusSeconds(3600));
  }

  @Test
  void aSecondStartHasTheSameLines(@TempDir Path folder) throws IOException {
    SandboxOptions options = SandboxOptions.forTests().folder(folder);
    JsonNode before;
    try (Sandbox first = Sandbox.start(options)) {
      FinanceData finance = first.fusion().finance();
      finance.generateInvoices(3, 4, 1);
      finance.delete(finance.invoices, List.of("300000200000001"), "invoiceLines", "2");
      finance.addAttribute("invoices", "RegionDff");
      before = new FinanceTotals(finance).of("invoice-lines");
    }
    try (Sandbox second = Sandbox.start(options)) {
      FinanceData finance = second.fusion().finance();
      assertThat(new FinanceTotals(finance).of("invoice-lines")).isEqualTo(before);
      assertThat(finance.types.invoices.attributes()).containsKey("RegionDff");
      assertThat(finance.generateInvoices(1, 1, 1)).containsExactly("300000200000003");
    }
  }
}
