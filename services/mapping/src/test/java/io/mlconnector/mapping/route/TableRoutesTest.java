package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.adapter.FakeAdapters;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Routes that fill tables: what their documents say, and what is refused of them. */
class TableRoutesTest {

  private static final Mapping MAPPING = new Mapping();

  private static final String LINES =
      """
      routes:
        - name: lines
          from: { connection: fusion-prod, entity: invoice, when: "kind = 'payable'" }
          to: { connection: tableau-prod, object: "data-source:lines" }
          each: lines
          table:
            name: Lines
            project: Finance/Payables
            mode: append
            totals: [currency]
            gather: 90s
            rows: 500
            refresh: [ Ageing ]
            syncedAt: true
          fields:
            invoice: { value: key, type: text, key: true, caption: Invoice }
            line_key: { value: row.key, type: text, key: true }
            currency: { value: currency, type: text }
            amount: { value: row.amount.amount, type: "decimal(18,3)" }
            number: { value: row.number, type: integer, role: measure }
          state: live
      """;

  @AfterAll
  static void close() {
    MAPPING.close();
  }

  @Test
  void theTableIsWhatTheDocumentSays() {
    CompiledRoute route = compiled(LINES);

    TableSpec spec = route.table();
    assertThat(spec.name()).isEqualTo("Lines");
    assertThat(spec.project()).isEqualTo("Finance/Payables");
    assertThat(spec.mode()).isEqualTo(TableSpec.Mode.APPEND);
    assertThat(spec.gather()).isEqualTo(Duration.ofSeconds(90));
    assertThat(spec.rows()).isEqualTo(500);
    assertThat(spec.refresh()).containsExactly("Ageing");
    assertThat(spec.totals()).containsExactly("currency");
    assertThat(spec.syncedAt()).isTrue();
    assertThat(spec.journey()).isFalse();
    assertThat(spec.columns())
        .extracting(Column::name, Column::caption, Column::type, Column::scale, Column::role)
        .containsExactly(
            tuple("invoice", "Invoice", Type.TEXT, 0, Role.DIMENSION),
            tuple("line_key", "Line key", Type.TEXT, 0, Role.DIMENSION),
            tuple("amount", "Amount", Type.DECIMAL, 3, Role.MEASURE),
            tuple("currency", "Currency", Type.TEXT, 0, Role.DIMENSION),
            tuple("number", "Number", Type.INTEGER, 0, Role.MEASURE));
    assertThat(spec.keys()).extracting(Column::name).containsExactly("invoice", "line_key");
  }

  @Test
  void aStoredDocumentSaysTheSame() {
    Route route = compiled(LINES).route();

    assertThat(RouteDocuments.stored(RouteDocuments.text(route))).isEqualTo(route);
  }

  @Test
  void whatIsNotSaidIsTheUsual() {
    TableSpec spec =
        compiled(LINES.replaceAll("(?m)^ +(mode|totals|gather|rows|refresh|syncedAt):.*\n", ""))
            .table();

    assertThat(spec.mode()).isEqualTo(TableSpec.Mode.UPSERT);
    assertThat(spec.gather()).isEqualTo(Duration.ofMinutes(5));
    assertThat(spec.rows()).isEqualTo(10_000);
  }

  @Test
  void aRouteWithoutAnyProblemIsTaken() {
    assertThat(errors(LINES)).isEmpty();
  }

  @Test
  void eachProblemNamesItsPlaceAndWhatToWrite() {
    says(LINES.replace("each: lines", "each: currency"), "each", "there are", "lines");
    says(LINES.replace("row.key", "row.keys"), "fields.line_key", "keys");
    says(LINES.replace("data-source:lines", "data-source"), "to.object", "data-source:ap-invoices");
    says(LINES.replace("decimal(18,3)", "decimal(38,2)"), "fields.amount.type", "18 digits");
    says(LINES.replace("type: integer", "type: int"), "fields.number.type", "integer");
    says(LINES.replace(", key: true", ""), "fields", "key: true");
    says(LINES.replace("totals: [currency]", "totals: [curency]"), "table.totals", "'currency'");
    says(LINES.replace("value: row.number", "value: row.amount"), "fields.number", "an object");
    says(LINES.replace("line_key:", "LineKey:"), "fields.LineKey", "lower case");
    says(
        LINES.replace("type: integer", "type: integer, clear: true"),
        "fields.number",
        "take write");
    says(LINES.replace("mode: append", "mode: add"), "table.mode", "upsert, append or replace");
    says(LINES.replace("gather: 90s", "gather: soon"), "table.gather", "5m");
    says(LINES.replace("rows: 500", "rows: 0"), "table.rows", "from 1");
    says(
        LINES.replace("decimal(18,3)\"", "decimal(18,3)\", key: true"),
        "fields.amount.key",
        "a key");
    says(LINES.replace("each: lines", "match: [invoice]"), "match", "key columns");
    says(
        LINES.replaceAll("(?s)    each: lines\n    table:.*    fields:", "    fields:"),
        "table",
        "is missing");
  }

  @Test
  void columnsAndListsAreNothingForRecords() {
    String records =
        LINES
            .replace("tableau-prod", "zendesk-prod")
            .replace("\"data-source:lines\"", "organization");

    says(records, "table", "organization is none");
    says(
        """
        routes:
          - name: customers
            from: { connection: fusion-prod, entity: customer }
            to: { connection: zendesk-prod, object: organization }
            each: gaps
            fields: { name: { value: name, type: text } }
            state: live
        """,
        "each",
        "fields.name");
  }

  private static void says(String yaml, String... words) {
    String errors = errors(yaml);
    for (String word : words) {
      assertThat(errors).contains(word);
    }
  }

  private static String errors(String yaml) {
    Problems problems = new Problems();
    try {
      Route route = RouteYaml.read(yaml).routes().get(0);
      new RouteValidator(new FakeAdapters(), MAPPING.transactions)
          .check(route, List.of(), problems);
    } catch (io.mlconnector.flow.problem.Problem e) {
      return e.errors().toString();
    }
    return problems.errors().isEmpty() ? "" : problems.errors().toString();
  }

  private static CompiledRoute compiled(String yaml) {
    Problems problems = new Problems();
    CompiledRoute route =
        CompiledRoute.compile(RouteYaml.read(yaml).routes().get(0), 1, null, problems);
    problems.check();
    return route;
  }
}
