package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ERP's finance data as published data sources, on one command; with TLS everywhere, which the
 * other runs do without: certificates of an own authority, and a password for Kafka.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TableauRunIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration MINUTES = Duration.ofMinutes(2);
  private static final String GL = "GL Postings";
  private static final String LINES = "AP Invoice Lines";

  @TempDir static Path data;

  private RunningLauncher run;
  private Control control;

  @BeforeAll
  void load() throws Exception {
    run =
        RunningLauncher.start(
            REPOSITORY,
            data,
            RunningLauncher.freeBase(),
            "--with-tableau",
            "--with-tls",
            "--sandbox-company",
            "small");
    run.awaitLine("Console: http");
    control = new Control(run.ports());
  }

  @AfterAll
  void stop() throws Exception {
    run.close();
  }

  @Test
  void whoSpeaksWithoutTlsIsNotServed() {
    Ports ports = run.ports();
    String url = "jdbc:postgresql://127.0.0.1:%d/tableau?sslmode=disable";
    assertThatThrownBy(
            () -> DriverManager.getConnection(url.formatted(ports.of(Ports.POSTGRES)), "x", "x"))
        .hasMessageContaining("no encryption");
    for (String vendor : List.of("fusion", "zendesk", "tableau")) {
      int port = ports.of(Ports.SIMULATED + vendor);
      HttpRequest plain = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();
      assertThatThrownBy(() -> HttpClient.newHttpClient().send(plain, BodyHandlers.discarding()))
          .as(vendor)
          .isInstanceOf(IOException.class);
    }
    Map<String, Object> kafka =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:" + ports.of(Ports.KAFKA),
            "default.api.timeout.ms",
            3_000,
            "request.timeout.ms",
            2_000);
    try (Admin admin = Admin.create(kafka)) {
      assertThatThrownBy(() -> admin.listTopics().names().get())
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void allDataSourcesAddUpToWhatTheErpHolds() throws Exception {
    awaitEqual(GL, "currency,period", "journal-lines", "amount");
    awaitEqual(LINES, "currency,accounting_month", "invoice-lines", "amount");
    awaitEqual("AR Invoices", "currency,accounting_month", "receivables", "amount");
    awaitEqual("Payments", "currency,payment_month", "payments", "amount");
    await("suppliers, orders and accounts are there")
        .atMost(MINUTES)
        .until(
            () ->
                List.of("Suppliers", "Purchase Order Lines", "GL Accounts", "AP Invoices").stream()
                    .allMatch(name -> published(name) && rows(name, "").path("total").asInt() > 0));
    assertThat(source(GL).path("description").asText())
        .contains("fusion")
        .contains("published within 10s");
  }

  @Test
  void aPostedJournalIsRowsThatConsoleAndSiteCountAlike() throws Exception {
    control.post(
        "/fusion/finance/journals",
        Map.of(
            "name", "Accrual of the test",
            "period", "Nov-26",
            "currency", "KWD",
            "lines",
                List.of(
                    Map.of("AccountCombination", "101.10.60540.000", "EnteredDr", "1234.567"),
                    Map.of("AccountCombination", "101.10.22100.000", "EnteredCr", "1234.567"))));
    run.services().awaitPoll("oracle-fusion", "fusion", "gl-postings");

    await("both lines are rows")
        .atMost(MINUTES)
        .until(() -> rows(GL, "&journal=Accrual%20of%20the%20test").path("total").asInt() == 2);

    awaitEqual(GL, "currency,period", "journal-lines", "amount");
    Map<String, BigDecimal> site = site(GL, "currency,period", "amount");
    await("store and target have been added up, and are alike")
        .atMost(MINUTES)
        .untilAsserted(
            () -> {
              JsonNode totals = totals("gl-postings");
              assertThat(totals.path("differs").asText()).isEqualTo("false");
              assertThat(sums(totals, "amount", "/store")).isEqualTo(site);
              assertThat(sums(totals, "amount", "/target")).isEqualTo(site);
            });
    assertThat(sums(source(), "amount", "")).isEqualTo(site);
    assertThat(consoleShows(site)).isTrue();
    assertThat(run.services().get("console", "/tables")).contains(GL, LINES, "up to date");
    assertThat(run.services().get("console", "/tables/tableau/gl-postings/source"))
        .contains(">equal<", "with 12 rows here");
    assertThat(run.services().get("console", "/tables/tableau/gl-postings/plan")).contains("ours");
    assertThat(run.services().get("console", "/api/tables/tableau/gl-postings/totals.csv"))
        .contains("publish,at,scope,currency,period,measure,store,target,difference");
  }

  @Test
  void aChangedLineIsAChangedRowAndADeletedOneIsGone() throws Exception {
    String invoice =
        control
            .post(
                "/fusion/finance/invoices",
                Map.of(
                    "InvoiceNumber",
                    "TEST-1",
                    "lines",
                    List.of(
                        Map.of("LineAmount", "10.10", "Description", "First"),
                        Map.of("LineAmount", "-0.20", "Description", "Second, \"quoted\""),
                        Map.of("LineAmount", "30.00", "Description", "Dritte Straße"))))
            .path("InvoiceId")
            .asText();
    run.services().awaitPoll("oracle-fusion", "fusion", "invoices");
    await("three lines are rows")
        .atMost(MINUTES)
        .until(() -> rows(LINES, "&invoice_number=TEST-1").path("total").asInt() == 3);
    String address = "/fusion/finance/lines/invoices/" + invoice + "/invoiceLines/";

    control.patch(address + "2", Map.of("LineAmount", "-0.21"));
    control.delete(address + "3");
    run.services().awaitPoll("oracle-fusion", "fusion", "invoices");

    await("one row has changed and one is gone")
        .atMost(MINUTES)
        .untilAsserted(
            () -> {
              JsonNode rows = rows(LINES, "&invoice_number=TEST-1");
              Map<String, String> amounts = new TreeMap<>();
              rows.path("rows")
                  .forEach(
                      row ->
                          amounts.put(
                              row.path("description").asText(),
                              new BigDecimal(row.path("amount").asText())
                                  .stripTrailingZeros()
                                  .toPlainString()));
              assertThat(amounts)
                  .containsOnly(
                      Map.entry("First", "10.1"), Map.entry("Second, \"quoted\"", "-0.21"));
            });
  }

  private void awaitEqual(String name, String by, String of, String column) {
    await(name + " adds up to what the ERP holds")
        .atMost(MINUTES)
        .untilAsserted(
            () -> {
              assertThat(published(name)).isTrue();
              assertThat(site(name, by, column)).isEqualTo(erp(of, column)).isNotEmpty();
            });
  }

  private boolean published(String name) {
    return !source(name).isMissingNode();
  }

  private JsonNode source(String name) {
    for (JsonNode source : control.get("/tableau/datasources").path("datasources")) {
      if (source.path("name").asText().equals(name)) {
        return source;
      }
    }
    return JSON.missingNode();
  }

  private JsonNode rows(String name, String where) {
    return published(name)
        ? control.get("/tableau/rows?~name=" + encoded(name) + where)
        : JSON.createObjectNode();
  }

  /** Per group, the sum of a column of a data source. */
  private Map<String, BigDecimal> site(String name, String by, String column) {
    JsonNode totals = control.get("/tableau/totals?by=" + by + "&~name=" + encoded(name));
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (JsonNode group : totals.path("groups")) {
      sums.put(
          group(group.path("by"), by), number(group.at("/columns/" + column + "/sum").asText()));
    }
    return sums;
  }

  private Map<String, BigDecimal> erp(String of, String column) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (JsonNode group : control.get("/fusion/finance/totals?of=" + of).path("groups")) {
      sums.put(group(group.path("by"), "currency,period"), number(group.path(column).asText()));
    }
    return sums;
  }

  /** The control totals of the last publish. */
  private JsonNode totals(String table) throws Exception {
    String path = "/api/connections/tableau/tables/" + table + "/totals";
    return JSON.readTree(run.services().get("tableau", path)).path(0);
  }

  /** What the newest records of the source add up to. */
  private JsonNode source() throws Exception {
    String path = "/api/routes/fusion-gl-postings-to-tableau/totals";
    return JSON.readTree(run.services().get("mapping", path));
  }

  /** Whether the console's page of the table has all these sums. */
  private boolean consoleShows(Map<String, BigDecimal> sums) throws Exception {
    String page = run.services().get("console", "/tables/tableau/gl-postings");
    return page.contains(">equal<")
        && sums.values().stream()
            .map(sum -> sum.signum() == 0 ? "0" : sum.toPlainString())
            .allMatch(sum -> page.contains(">" + sum + "<"));
  }

  private static Map<String, BigDecimal> sums(JsonNode totals, String column, String side) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (JsonNode group : totals.path("groups")) {
      if (group.path("by").size() > 0) {
        sums.put(
            group(group.path("by"), "currency,period"),
            number(group.at("/sums/" + column + side).asText()));
      }
    }
    return sums;
  }

  private static String group(JsonNode by, String columns) {
    StringBuilder name = new StringBuilder();
    for (String column : columns.split(",")) {
      name.append(by.path(column).asText("")).append('|');
    }
    return name.toString();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text).stripTrailingZeros();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
