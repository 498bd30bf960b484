package io.mlconnector.mapping.event;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.outcome;
import static io.mlconnector.mapping.Records.removed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that become rows of tables. */
class TableEventsTest {

  private static final String ROUTES =
      """
      routes:
        - name: lines
          from: { connection: fusion-prod, entity: invoice, when: "kind = 'payable'" }
          to: { connection: tableau-prod, object: "data-source:lines" }
          each: lines
          table: { name: Lines, project: Finance }
          fields:
            invoice: { value: key, type: text, key: true }
            line: { value: row.number, type: integer, key: true }
            amount: { value: row.amount.amount, type: "decimal(18,3)" }
            label: { value: row.number, type: text }
            paid: { value: "paymentStatus = 'paid'", type: boolean }
            due: { value: dueDate, type: date }
          state: live
        - name: heads
          from: { connection: fusion-prod, entity: invoice }
          to: { connection: tableau-prod, object: "data-source:heads" }
          table: { name: Heads, project: Finance }
          fields:
            invoice: { value: key, type: text, key: true }
            total: { value: "$string($count(lines))", type: "decimal(18,0)" }
          state: live
      """;

  private final Mapping mapping = new Mapping();

  @BeforeEach
  void live() {
    StoredRoutes.tables(mapping.transactions, ROUTES);
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void eachLineIsARowAndTheRecordAsAWholeAnother() {
    mapping.take(changed(invoice("1"), 7, payable("0.1", "-20.250")));

    Map<String, Delivery> deliveries = deliveries();
    Delivery lines = deliveries.get("tableau-prod|data-source:lines|fusion-prod|invoice|1");
    assertThat(lines.mode()).isEqualTo(Mode.TABLE);
    assertThat(lines.fields()).isEmpty();
    assertThat(rows(lines))
        .containsExactly(
            "[\"1\",1,\"0.1\",null,\"1\",false]", "[\"1\",2,\"-20.250\",null,\"2\",false]");
    Delivery head = deliveries.get("tableau-prod|data-source:heads|fusion-prod|invoice|1");
    assertThat(rows(head)).containsExactly("[\"1\",\"2\"]");
    assertThat(head.table().spec().name()).isEqualTo("Heads");
  }

  @Test
  void aRecordWithoutLinesHasNoRowsAndIsNotSentUntilItHadSome() {
    mapping.take(changed(invoice("1"), 7, payable()));

    assertThat(deliveries())
        .containsOnlyKeys("tableau-prod|data-source:heads|fusion-prod|invoice|1");
    assertThat(mapping.outbox.audited())
        .extracting(AuditEvent::step)
        .contains(Step.FILTERED, Step.ROUTED);

    mapping.take(changed(invoice("1"), 8, payable("5")));
    written(deliveries());
    mapping.take(changed(invoice("1"), 9, payable()));

    assertThat(rows(deliveries().get("tableau-prod|data-source:lines|fusion-prod|invoice|1")))
        .isEmpty();
  }

  @Test
  void rowsLeaveWithTheirRecordAndWithTheCondition() {
    mapping.take(changed(invoice("1"), 1, payable("5")), changed(invoice("2"), 2, payable("6")));
    written(deliveries());
    Map<String, Object> receivable = payable("5");
    receivable.put("kind", "receivable");

    mapping.take(changed(invoice("1"), 3, receivable), removed(invoice("2"), 4));

    Map<String, Delivery> deliveries = deliveries();
    for (String ref :
        List.of(
            "tableau-prod|data-source:lines|fusion-prod|invoice|1",
            "tableau-prod|data-source:lines|fusion-prod|invoice|2",
            "tableau-prod|data-source:heads|fusion-prod|invoice|2")) {
      assertThat(deliveries.get(ref).mode()).isEqualTo(Mode.TABLE);
      assertThat(rows(deliveries.get(ref))).isEmpty();
    }
    assertThat(rows(deliveries.get("tableau-prod|data-source:heads|fusion-prod|invoice|1")))
        .containsExactly("[\"1\",\"1\"]");
  }

  @Test
  void aRecordOfWhichOneRowCannotBeMadeIsParkedWhole() {
    StoredRoutes.tables(
        mapping.transactions,
        ROUTES.replace(
            "value: row.number, type: text",
            "value: \"$string($number('x' & row.number))\", type: text"));

    mapping.take(changed(invoice("1"), 7, payable("5", "6")));

    assertThat(deliveries())
        .containsOnlyKeys("tableau-prod|data-source:heads|fusion-prod|invoice|1");
    assertThat(mapping.outbox.audited()).extracting(AuditEvent::step).contains(Step.PARKED);
  }

  private static RecordKey invoice(String key) {
    return new RecordKey("fusion-prod", "invoice", key);
  }

  private static Map<String, Object> payable(String... amounts) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String amount : amounts) {
      int number = lines.size() + 1;
      lines.add(
          Map.of(
              "key",
              "L" + number,
              "number",
              number,
              "amount",
              Map.of("amount", amount, "currency", "KWD")));
    }
    return new HashMap<>(Map.of("key", "1", "kind", "payable", "number", "A-1", "lines", lines));
  }

  private Map<String, Delivery> deliveries() {
    Map<String, Delivery> deliveries = new HashMap<>();
    mapping.outbox.deliveries().forEach(each -> deliveries.put(each.ref().toString(), each));
    return deliveries;
  }

  private void written(Map<String, Delivery> deliveries) {
    long number = 1;
    for (Delivery delivery : deliveries.values()) {
      mapping.tell(outcome(delivery, 1, Result.CREATED, "luid/" + delivery.ref(), number++));
    }
  }

  private static List<String> rows(Delivery delivery) {
    List<String> rows = new ArrayList<>();
    for (List<JsonNode> row : delivery.table().rows()) {
      rows.add(CanonicalJson.text(row));
    }
    return rows;
  }
}
