package io.mlconnector.mapping.preview;

import static io.mlconnector.mapping.Records.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.Records;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.mirror.Foresight;
import io.mlconnector.mapping.route.StoredRoutes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are told of a route that fills a table before it is live, and what adds up. */
class TablePreviewsTest {

  private static final String LINES =
      """
      routes:
        - name: lines
          from: { connection: fusion-prod, entity: invoice, when: "kind = 'payable'" }
          to: { connection: tableau-prod, object: "data-source:lines" }
          each: lines
          table: { name: Lines, project: Finance, totals: [currency] }
          fields:
            invoice: { value: key, type: text, key: true }
            line: { value: row.number, type: integer, key: true }
            currency: { value: currency, type: text }
            amount: { value: "row.description = 'bad' ? $number('x') : row.amount.amount", type: "decimal(18,2)" }
          state: live
      """;

  private final Mapping mapping = new Mapping();
  private final FakeAdapters adapters = new FakeAdapters();
  private final Previews previews =
      new Previews(
          mapping.transactions,
          mapping.routes,
          new Views(
              mapping.transactions,
              mapping.decider,
              adapters,
              new Foresight(mapping.transactions, mapping.mirrors, adapters)),
          new Repairs(mapping.transactions, mapping.routes, mapping.redelivery, mapping.outbox),
          Clock.systemUTC());

  @BeforeEach
  void records() {
    StoredRoutes.tables(mapping.transactions, LINES);
    mapping.take(
        invoice("there", 1, "payable", "fine", "0.10", "0.20"),
        invoice("new", 2, "payable", "fine", "-5.00"),
        invoice("bad", 3, "payable", "bad", "7.00"),
        invoice("receivable", 4, "receivable", "fine", "9.00"));
    Delivery there =
        mapping.outbox.deliveries().stream()
            .filter(each -> each.ref().source().key().equals("there"))
            .findFirst()
            .orElseThrow();
    mapping.tell(Records.outcome(there, 1, Result.CREATED, "luid/there", 1));
    // Nobody has told what became of the other.
    mapping.transactions.run(
        sql -> {
          try (var drop = sql.createStatement()) {
            drop.execute("delete from delivery_state where record_key not like '%there'");
          }
        });
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void aPlanCountsRecordsByWhatBecomesOfThemAndAsksNoTarget() {
    adapters.silent = true;

    Report report = previews.plan("lines");

    assertThat(report.counts().toString())
        .isEqualTo("{\"create\":1,\"update\":1,\"filtered\":1,\"rejected\":1}");
  }

  @Test
  void onePreviewShowsTheRowsByColumn() {
    Preview preview = previews.one(mapping.routes.newest().named("lines").orElseThrow(), "there");

    assertThat(preview.outcome()).isEqualTo("update");
    assertThat(preview.wanted().get("rows").toString())
        .isEqualTo(
            "[{\"invoice\":\"there\",\"line\":1,\"amount\":\"0.10\",\"currency\":\"EUR\"},"
                + "{\"invoice\":\"there\",\"line\":2,\"amount\":\"0.20\",\"currency\":\"EUR\"}]");
  }

  @Test
  void theSourceAddsUpToWhatItsRowsAre() {
    SourceTotals totals = previews.totals("lines");

    assertThat(totals.table()).isEqualTo("Lines");
    assertThat(totals.records()).isEqualTo(2);
    assertThat(totals.rows()).isEqualTo(3);
    assertThat(totals.withheld()).isEqualTo(1);
    assertThat(totals.groups())
        .containsExactly(
            new SourceTotals.Group(Map.of("currency", "EUR"), 3, Map.of("amount", "-4.7")));
  }

  @Test
  void aRouteThatMakesRecordsHasNothingToAddUp() {
    StoredRoutes.put(
        mapping.transactions,
        """
        routes:
          - name: customers
            from: { connection: fusion-prod, entity: customer }
            to: { connection: zendesk-prod, object: organization }
            fields: { name: name }
            state: live
        """);

    assertThatThrownBy(() -> previews.totals("customers")).hasMessageContaining("fills no table");
  }

  private static org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> invoice(
      String key, long number, String kind, String description, String... amounts) {
    List<Map<String, Object>> lines = new java.util.ArrayList<>();
    for (String amount : amounts) {
      lines.add(
          Map.of(
              "key",
              "L" + lines.size(),
              "number",
              lines.size() + 1,
              "description",
              description,
              "amount",
              Map.of("amount", amount, "currency", "EUR")));
    }
    return changed(
        new RecordKey("fusion-prod", "invoice", key),
        number,
        Map.of("key", key, "kind", kind, "number", key, "currency", "EUR", "lines", lines));
  }
}
