package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.console.ledger.Journeys;
import io.mlconnector.console.ledger.Journeys.Journey;
import io.mlconnector.console.ledger.Ledger;
import io.mlconnector.console.ledger.Search;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Journeys by everything that people know of a record, each from its index. */
@QuarkusTest
@WithTestResource(ConsoleResource.class)
class LedgerSearchTest {

  @Inject Ledger ledger;
  @Inject Journeys journeys;
  @Inject Transactions transactions;

  @Test
  void aRecordIsFoundByItsKeyItsRefItsTargetAndItsJourneyAndByNothingElse() {
    String key = UUID.randomUUID().toString();
    String journey = key.replace("-", "");
    String record = "erp|customer|" + key;
    String ref = "desk|organization|" + record;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    enter(now, journey, record, ref, "t" + key);
    enter(
        now.minusSeconds(60),
        UUID.randomUUID().toString().replace("-", ""),
        "erp|customer|other",
        null,
        "o");

    for (String text : List.of(key, record, ref, "t" + key, journey)) {
      assertThat(journeys.find(new Search(text, null), 100))
          .as(text)
          .extracting(Journey::id)
          .containsExactly(journey);
    }
    assertThat(journeys.find(new Search(key.substring(1), null), 100)).isEmpty();
    assertThat(journeys.find(new Search(key, now.minusSeconds(1)), 100)).as("until then").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "journey = 'x', (journey = ",
    "record = 'x', (record = ",
    "ref = 'x', (ref = ",
    "target_key = 'x', (target_key = ",
    "'split_part(record, ''|'', 3) = ''x''', (split_part(record"
  })
  void eachSearchIsAnsweredFromAnIndex(String condition, String looked) {
    enter(Instant.now(), "j", "erp|customer|1", "d|o|erp|customer|1", "t");

    String plan =
        transactions.inTransaction(
            sql -> {
              sql.createStatement().execute("set local enable_seqscan = off");
              StringBuilder lines = new StringBuilder();
              try (ResultSet rows =
                  sql.createStatement()
                      .executeQuery(
                          "explain select journey, record, at from audit_item where "
                              + condition
                              + " and at <= now() order by at desc limit 200")) {
                while (rows.next()) {
                  lines.append(rows.getString(1)).append('\n');
                }
              }
              return lines.toString();
            });

    assertThat(plan).contains("Index Cond: (" + looked).doesNotContain("Seq Scan", "Filter: ");
  }

  private void enter(Instant at, String journey, String record, String ref, String target) {
    AuditItem item = new AuditItem(journey, record, ref, target, null, null, "r", null, List.of());
    ledger.enter(
        List.of(
            new AuditEvent(
                UUID.randomUUID().toString(),
                at,
                "zendesk",
                "desk",
                "organization",
                Step.CREATED,
                1,
                List.of(item),
                null,
                null)));
  }
}
