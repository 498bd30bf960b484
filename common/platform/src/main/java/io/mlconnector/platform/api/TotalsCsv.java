package io.mlconnector.platform.api;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.platform.api.TotalsView.Group;
import io.mlconnector.platform.api.TotalsView.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Control totals as CSV: a line for each group and measure, and one for its number of rows. */
final class TotalsCsv {

  private TotalsCsv() {}

  static String of(TableSpec spec, List<TotalsView> publishes) {
    List<String> head = new ArrayList<>(List.of("publish", "at", "scope"));
    head.addAll(spec.totals());
    head.addAll(List.of("measure", "store", "target", "difference"));
    StringBuilder csv = new StringBuilder(line(head));
    for (TotalsView publish : publishes) {
      for (Group group : publish.groups()) {
        csv.append(line(spec, publish, group, "rows", group.rows()));
        new TreeMap<>(group.sums())
            .forEach((measure, pair) -> csv.append(line(spec, publish, group, measure, pair)));
      }
    }
    return csv.toString();
  }

  private static String line(
      TableSpec spec, TotalsView publish, Group group, String measure, Pair pair) {
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(publish.publish()));
    cells.add(publish.at().toString());
    cells.add(group.by().isEmpty() ? "all" : "group");
    spec.totals().forEach(column -> cells.add(text(group.by().get(column))));
    cells.add(measure);
    cells.add(pair.store());
    cells.add(pair.target());
    cells.add(pair.difference());
    return line(cells);
  }

  /** A text that a spreadsheet would take for a formula is marked as text. */
  private static String text(String value) {
    return value != null && !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0
        ? "'" + value
        : value;
  }

  private static String line(List<String> cells) {
    List<String> quoted = new ArrayList<>();
    for (String cell : cells) {
      boolean plain = cell == null || cell.chars().noneMatch(one -> ",\"\n\r".indexOf(one) >= 0);
      quoted.add(cell == null ? "" : plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
    }
    return String.join(",", quoted) + "\n";
  }
}
