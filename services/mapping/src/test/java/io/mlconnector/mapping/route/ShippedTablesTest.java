package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The finance data sources that ship: every published example makes full rows of its table. */
class ShippedTablesTest extends RoutesFileCase {

  private static final Map<String, String> EXAMPLES =
      Map.of(
          "ap-invoices", "invoice",
          "ap-invoice-lines", "invoice",
          "payments", "payment",
          "suppliers", "vendor",
          "purchase-order-lines", "purchase-order",
          "gl-postings", "gl-posting",
          "gl-accounts", "gl-account");

  @Test
  void allAreTakenAsTheyAre() throws Exception {
    RoutesFile file = shipped();

    assertThat(file.problem()).isNull();
    assertThat(keeper.all()).hasSize(8);
    assertThat(keeper.all())
        .allSatisfy(
            each -> assertThat(mapping.routes.current().named(each.route().name())).isPresent());
  }

  @Test
  void everyExampleMakesRowsOfItsTable() throws Exception {
    shipped();
    for (Map.Entry<String, String> each : EXAMPLES.entrySet()) {
      TableRows table = rows(each.getKey(), each.getValue(), example(each.getValue()));

      assertThat(table.rows()).as(each.getKey()).isNotEmpty();
      table.rows().forEach(row -> fits(each.getKey(), table.spec(), row));
    }
  }

  @Test
  void receivablesAreATableOfTheirOwn() throws Exception {
    shipped();
    ObjectNode receivable = (ObjectNode) example("invoice");
    receivable.put("kind", "receivable").put("customerName", "Nordwind");

    assertThat(rows("ar-invoices", "invoice", receivable).rows()).hasSize(1);
    assertThat(rows("ap-invoices", "invoice", receivable).rows()).isEmpty();
    assertThat(rows("ap-invoice-lines", "invoice", receivable).rows()).isEmpty();
  }

  @Test
  void amountsStandBesideTheirCurrencyAndTotalsAreByCurrencyAndTime() throws Exception {
    shipped();
    for (var each : keeper.all()) {
      TableSpec spec = route(each.route().name()).table();
      boolean money = spec.columns().stream().anyMatch(column -> column.type() == Type.DECIMAL);
      if (money) {
        assertThat(spec.totals()).as(each.route().name()).contains("currency").hasSize(2);
      }
    }
  }

  private static void fits(String table, TableSpec spec, List<JsonNode> row) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      TableSpec.Column column = spec.columns().get(i);
      values.put(column.name(), row.get(i));
      boolean number = column.type() == Type.INTEGER;
      boolean truth = column.type() == Type.BOOLEAN;
      assertThat(row.get(i).isNull() || row.get(i).isTextual() || number || truth)
          .as(table + "." + column.name())
          .isTrue();
      if (column.key()) {
        assertThat(row.get(i).isNull()).as(table + "." + column.name()).isFalse();
      }
    }
    long empty = values.values().stream().filter(JsonNode::isNull).count();
    assertThat(empty).as(table + " " + values).isLessThan(values.size() / 3);
  }

  @Test
  void rowsGatherForAsLongAsTheFileSays() throws Exception {
    file("defaults:\n  - { from: fusion-prod, to: tableau-prod, state: live, gather: 10s }\n")
        .look();

    assertThat(keeper.all())
        .extracting(each -> route(each.route().name()).table().gather())
        .containsOnly(Duration.ofSeconds(10));
  }

  private RoutesFile shipped() throws IOException {
    RoutesFile file = file("defaults:\n  - { from: fusion-prod, to: tableau-prod, state: live }\n");
    file.look();
    return file;
  }

  private CompiledRoute route(String name) {
    return mapping.routes.current().named(name).orElseThrow();
  }

  private TableRows rows(String name, String entity, JsonNode data) {
    Mapped mapped =
        mapped(
            route("fusion-prod-" + name + "-to-tableau-prod"),
            new RecordKey("fusion-prod", entity, data.path("key").asText()),
            data);
    assertThat(mapped).as(name + ": " + mapped.why()).isInstanceOf(Mapped.Fields.class);
    return ((Mapped.Fields) mapped).table();
  }

  private static JsonNode example(String entity) throws IOException {
    try (var json = RecordKey.class.getResourceAsStream("/examples/" + entity + ".json")) {
      return CanonicalJson.read(json.readAllBytes(), ObjectNode.class);
    }
  }
}
