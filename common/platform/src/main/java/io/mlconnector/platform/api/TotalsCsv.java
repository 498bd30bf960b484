package io.mlconnector.platform.api;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.flow.csv.Csv;
import io.mlconnector.platform.api.TotalsView.Group;
import io.mlconnector.platform.api.TotalsView.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Control totals as CSV: a line for each group and measure, and one for its number of rows. Numbers
 * stand as they are, negative ones too.
 */
final class TotalsCsv {

  private TotalsCsv() {}

  static String of(TableSpec spec, List<TotalsView> publishes) {
    List<String> head = new ArrayList<>(List.of("publish", "at", "scope"));
    head.addAll(spec.totals());
    head.add("measure");
    StringBuilder csv = new StringBuilder(texts(head)).append(",store,target,difference\n");
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
    spec.totals().forEach(column -> cells.add(group.by().get(column)));
    cells.add(measure);
    return String.join(
        ",",
        texts(cells),
        number(pair.store()),
        number(pair.target()),
        number(pair.difference()) + "\n");
  }

  private static String texts(List<String> cells) {
    return Csv.line(cells.toArray(String[]::new));
  }

  private static String number(String number) {
    return number == null ? "" : number;
  }
}
