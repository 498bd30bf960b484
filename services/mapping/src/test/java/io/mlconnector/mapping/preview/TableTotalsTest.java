package io.mlconnector.mapping.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTotalsTest {

  private static final TableSpec SPEC =
      new TableSpec(
          "Lines",
          "Finance",
          null,
          List.of(
              new Column("line", "Line", Type.TEXT, 0, Role.DIMENSION, true),
              new Column("amount", "Amount", Type.DECIMAL, 3, Role.MEASURE, false),
              new Column("currency", "Currency", Type.TEXT, 0, Role.DIMENSION, false)),
          List.of("currency"),
          null,
          0,
          List.of(),
          false,
          false);

  private final TableTotals totals = new TableTotals(SPEC);

  @Test
  void sumsAreExactAndByGroup() {
    totals.add(rows("0.1 EUR", "0.2 EUR", "-0.300 EUR", "123456789012345.678 KWD", "null KWD"));
    totals.add(rows("999999999999999.999 KWD", "5 null"));

    assertThat(totals.records()).isEqualTo(2);
    assertThat(totals.rows()).isEqualTo(7);
    assertThat(totals.groups())
        .containsExactlyInAnyOrder(
            group("EUR", 3, "0"), group("KWD", 3, "1123456789012345.677"), group(null, 1, "5"));
  }

  @Test
  void whatCannotBeMadeIntoRowsIsCountedAside() {
    totals.withheld();

    assertThat(totals.unsuited()).isEqualTo(1);
    assertThat(totals.records()).isZero();
  }

  @Test
  void groupsWithoutEndAreRefused() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i <= 10_000; i++) {
      many.add("1 C" + i);
    }

    assertThatThrownBy(() -> totals.add(rows(many.toArray(String[]::new))))
        .hasMessageContaining("more than 10,000 groups");
  }

  private static SourceTotals.Group group(String currency, long rows, String amount) {
    Map<String, String> by = new HashMap<>();
    by.put("currency", currency);
    return new SourceTotals.Group(by, rows, Map.of("amount", amount));
  }

  private static TableRows rows(String... lines) {
    List<List<JsonNode>> rows = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(" ");
      rows.add(List.of(TextNode.valueOf("k"), text(parts[0]), text(parts[1])));
    }
    return new TableRows(SPEC, rows);
  }

  private static JsonNode text(String value) {
    return value.equals("null") ? NullNode.getInstance() : TextNode.valueOf(value);
  }
}
