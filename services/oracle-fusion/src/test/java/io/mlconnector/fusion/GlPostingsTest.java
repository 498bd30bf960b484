package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals with their lines, found by the batches that changed. */
@QuarkusTest
class GlPostingsTest extends FinanceCase {

  @AfterEach
  void asBefore() {
    fusion.patch(
        "/settings",
        "{\"withoutPrivilege\":[],\"pageCeiling\":500,\"notQueryable\":[],"
            + "\"stampsFollowChildren\":true}");
  }

  private void readJournals(String from) {
    read("gl-postings", from, GlPostingsTest::chart);
  }

  private static void chart(ObjectNode settings) {
    settings
        .put("accountSegments", "Company,CostCenter,Account,Product")
        .put("costCenterSegment", "CostCenter")
        .put("naturalAccountSegment", "Account");
    settings.putObject("segmentValueSets").put("Account", "NORDLICHT_ACCOUNT");
  }

  /** The parts of a batch's journals by their keys. */
  private Map<String, JsonNode> parts(String batch) {
    Map<String, JsonNode> parts = new TreeMap<>();
    published("gl-posting")
        .forEach(
            (key, part) -> {
              if (key.startsWith(batch + ":")) {
                parts.put(key, part);
              }
            });
    return parts;
  }

  private JsonNode only(String batch) {
    await().atMost(PATIENCE).until(() -> parts(batch).size() == 1);
    return awaited("gl-posting", parts(batch).keySet().iterator().next());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "6", "9"})
  void aJournalHasItsBatchItsAmountsAndWhatItsAccountsAreCalled(String framework) {
    String batch = journal("Named", 2);
    read(
        "gl-postings",
        LONG_AGO,
        settings -> {
          chart(settings);
          settings.put("restFrameworkVersion", framework);
        });

    JsonNode journal = only(batch);

    assertThat(journal.path("batchKey").asText()).isEqualTo(batch);
    assertThat(journal.path("status").asText()).isEqualTo("posted");
    assertThat(journal.path("ledgerCurrency").asText()).isEqualTo("EUR");
    assertThat(journal.path("period").asText()).isEqualTo("Nov-26");
    assertThat(journal.at("/debit/amount").asText()).isEqualTo("0.01");
    JsonNode line = journal.at("/lines/1");
    assertThat(line.at("/amount/amount").asText()).isEqualTo("-0.01");
    assertThat(line.at("/amount/currency").asText()).isEqualTo("USD");
    assertThat(line.at("/accountedAmount/amount").asText()).isEqualTo("-0.02");
    assertThat(line.at("/accountedAmount/currency").asText()).isEqualTo("EUR");
    assertThat(line.path("account").asText()).isEqualTo("101-4100-52010-000");
    assertThat(line.path("accountName").asText()).isEqualTo("Purchased parts");
    assertThat(line.path("naturalAccount").asText()).isEqualTo("52010");
    assertThat(line.path("costCenter").asText()).isEqualTo("4100");
  }

  @Test
  void aChangedLineIsOneEventOfItsJournalAndOneMoreJournalIsOneMoreRecord() {
    String batch = journal("First", 2);
    readJournals(now());
    String key = only(batch).path("key").asText();
    fusion.patch(
        "/finance/lines/journalBatches/" + batch + "~First/journalLines/1",
        "{\"Description\":\"Corrected\"}");
    awaitEvents("gl-posting", key, 2);
    fusion.post(
        "/finance/journals",
        "{\"batch\":\"" + batch + "\",\"name\":\"Second\",\"lines\":[{\"EnteredDr\":\"5\"}]}");

    await().atMost(PATIENCE).until(() -> parts(batch).size() == 2);
    assertThat(events("gl-posting", key)).hasSize(2);
    assertThat(parts(batch).get(key).at("/lines/0/description").asText()).isEqualTo("Corrected");
  }

  @Test
  void aLargeJournalComesInPartsOfWhichNoLineEverChangesPlace() {
    fusion.patch("/settings", "{\"pageCeiling\":170}");
    String batch = journal("Large", 1201);
    readJournals(now());
    await().atMost(PATIENCE).until(() -> parts(batch).size() == 3);

    List<JsonNode> parts = new ArrayList<>(parts(batch).values());
    assertThat(parts).extracting(part -> part.path("part").asInt()).containsExactly(1, 2, 3);
    assertThat(parts).extracting(part -> part.path("lines").size()).containsExactly(500, 500, 201);
    assertThat(parts).extracting(part -> part.has("debit")).containsExactly(true, false, false);
    assertThat(parts)
        .extracting(part -> part.path("journalKey").asText())
        .containsOnly(parts.get(0).path("key").asText());
    String third = parts.get(2).path("key").asText();
    assertThat(third).endsWith("#3");
    fusion.delete("/finance/lines/journalBatches/" + batch + "~Large/journalLines/7");
    awaitEvents("gl-posting", parts.get(0).path("key").asText(), 2);

    assertThat(parts(batch).get(third)).isEqualTo(parts.get(2));
    assertThat(events("gl-posting", third)).hasSize(1);
    assertThat(events("gl-posting", parts.get(1).path("key").asText())).hasSize(1);
  }

  @Test
  void aPartWhoseLinesAreAllGoneIsGone() {
    String batch = journal("Shrinks", 502);
    readJournals(now());
    await().atMost(PATIENCE).until(() -> parts(batch).size() == 2);
    String second = new ArrayList<>(parts(batch).keySet()).get(1);
    fusion.delete("/finance/lines/journalBatches/" + batch + "~Shrinks/journalLines/501");
    fusion.delete("/finance/lines/journalBatches/" + batch + "~Shrinks/journalLines/502");

    await()
        .atMost(PATIENCE)
        .until(() -> published("gl-posting").get(second).path("reason").asText().contains("gone"));
  }

  @Test
  void aDeletedBatchIsFoundByTheReadThatReadsEverything() {
    String batch = journal("Deleted", 2);
    String kept = journal("Kept", 501);
    readJournals(now());
    String key = only(batch).path("key").asText();
    await().atMost(PATIENCE).until(() -> parts(kept).size() == 2);
    fusion.delete("/journalBatches/" + batch);
    service()
        .post("/api/connections/" + connection() + "/streams/gl-postings/reconcile", null)
        .good();

    awaitEvents("gl-posting", key, 2);
    assertThat(published("gl-posting").get(key).has("lines")).isFalse();
    assertThat(parts(kept).values()).allSatisfy(part -> assertThat(part.has("lines")).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "journalLines.JeLineNumber"})
  void aPartIsReadAgainByItsKeyAlsoWhereNumbersCannotBeAskedFor(String notQueryable) {
    String batch = journal("Again", 620);
    readJournals(now());
    await().atMost(PATIENCE).until(() -> parts(batch).size() == 2);
    String second = new ArrayList<>(parts(batch).keySet()).get(1);
    if (!notQueryable.isEmpty()) {
      fusion.patch("/settings", "{\"notQueryable\":[\"" + notQueryable + "\"]}");
    }
    fusion.patch("/settings", "{\"stampsFollowChildren\":false}");
    fusion.patch(
        "/finance/lines/journalBatches/" + batch + "~Again/journalLines/600",
        "{\"Description\":\"Unseen\"}");
    service()
        .post(
            "/api/connections/"
                + connection()
                + "/streams/gl-postings/retry?key="
                + second.replace("#", "%23"),
            null)
        .good();

    awaitEvents("gl-posting", second, 2);
    JsonNode part = published("gl-posting").get(second);
    assertThat(part.path("lines")).hasSize(120);
    assertThat(part.at("/lines/99/description").asText()).isEqualTo("Unseen");
  }

  @Test
  void whatThePodAndWeAddUpIsTheSame() {
    readJournals(LONG_AGO);
    JsonNode totals = fusion.get("/finance/totals?of=journal-lines");
    Map<String, BigDecimal> expected = new HashMap<>();
    totals
        .path("groups")
        .forEach(
            group ->
                expected.put(
                    group.at("/by/currency").asText() + " " + group.at("/by/period").asText(),
                    new BigDecimal(group.path("debit").asText())));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(debits()).usingRecursiveComparison().isEqualTo(expected));
  }

  private Map<String, BigDecimal> debits() {
    Map<String, BigDecimal> sums = new HashMap<>();
    for (JsonNode part : published("gl-posting").values()) {
      for (JsonNode line : part.path("lines")) {
        String name = part.path("currency").asText() + " " + part.path("period").asText();
        sums.merge(name, new BigDecimal(line.at("/debit/amount").asText("0")), BigDecimal::add);
      }
    }
    return sums;
  }

  @Test
  void aLedgerThatMayNotBeReadIsSaidAndNeedNotBeAsked() {
    fusion.patch("/settings", "{\"withoutPrivilege\":[\"ledgersLOV\"]}");
    String batch = journal("Alone", 2);
    readJournals(now());
    awaitTrouble("gl-postings", "may view ledgersLOV");
    ObjectNode without =
        document("gl-postings", LONG_AGO, settings -> settings.put("readLedgers", "false"));
    service().put("/api/connections/" + connection(), without.toString()).good();

    JsonNode journal = only(batch);
    assertThat(journal.has("ledgerCurrency")).isFalse();
    assertThat(journal.at("/lines/0/accountedDebit").has("currency")).isFalse();
  }
}
