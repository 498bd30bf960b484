package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Decimals;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.flow.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up rows of a table exactly, by the columns that its totals go by; needs memory for its
 * groups only.
 */
final class TableTotals {

  private static final int MOST_GROUPS = 10_000;

  private final TableSpec spec;
  private final List<Integer> by = new ArrayList<>();
  private final List<Integer> summed = new ArrayList<>();
  private final Map<String, Group> groups = new TreeMap<>();
  private long records;
  private long rows;
  private long withheld;

  TableTotals(TableSpec spec) {
    this.spec = spec;
    for (int i = 0; i < spec.columns().size(); i++) {
      Column column = spec.columns().get(i);
      if (spec.totals().contains(column.name())) {
        by.add(i);
      } else if (column.role() == Role.MEASURE
          && (column.type() == Type.DECIMAL || column.type() == Type.INTEGER)) {
        summed.add(i);
      }
    }
  }

  /**
   * Rows that are alike in the columns that totals go by.
   *
   * @param sums by column; exact, as text
   */
  record Group(Map<String, String> by, long rows, Map<String, BigDecimal> sums) {}

  void add(TableRows table) {
    records++;
    table.rows().forEach(this::add);
  }

  /** A record that cannot be made into rows; it is parked. */
  void withheld() {
    withheld++;
  }

  private void add(List<JsonNode> row) {
    rows++;
    Map<String, String> names = new LinkedHashMap<>();
    for (int i : by) {
      names.put(name(i), row.get(i).isNull() ? null : row.get(i).asText());
    }
    Group group =
        groups.computeIfAbsent(
            String.valueOf(names), any -> new Group(names, 0, new LinkedHashMap<>()));
    if (groups.size() > MOST_GROUPS) {
      throw Problem.conflict(
          "The totals of %s have more than %,d groups: let them go by columns with fewer values"
              .formatted(spec.name(), MOST_GROUPS));
    }
    for (int i : summed) {
      BigDecimal value = number(row.get(i));
      group.sums().merge(name(i), value, BigDecimal::add);
    }
    groups.put(String.valueOf(names), new Group(group.by(), group.rows() + 1, group.sums()));
  }

  /** What is no number is parked where the rows are kept, and adds nothing here. */
  private static BigDecimal number(JsonNode value) {
    try {
      return value.isNull() ? BigDecimal.ZERO : Decimals.parse(value.asText());
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO;
    }
  }

  private String name(int column) {
    return spec.columns().get(column).name();
  }

  long records() {
    return records;
  }

  long rows() {
    return rows;
  }

  long unsuited() {
    return withheld;
  }

  /** By the values that they have in common, in their order. */
  List<SourceTotals.Group> groups() {
    return groups.values().stream()
        .map(
            group -> {
              Map<String, String> sums = new TreeMap<>();
              group
                  .sums()
                  .forEach((name, sum) -> sums.put(name, sum.stripTrailingZeros().toPlainString()));
              return new SourceTotals.Group(group.by(), group.rows(), sums);
            })
        .toList();
  }
}
