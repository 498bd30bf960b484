package io.mlconnector.platform.api;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.platform.table.Sums;
import io.mlconnector.platform.table.Totals;
import io.mlconnector.platform.table.Totals.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Control totals of one publish.
 *
 * @param pending how many rows had changed in the store since the publish was opened: differences
 *     may be theirs
 * @param differs whether store and target differ anywhere; null where either is not known
 * @param notes what people ought to know, by side
 * @param groups all rows first, then by the columns that the route groups them by
 */
public record TotalsView(
    long publish,
    Instant at,
    long pending,
    Boolean differs,
    Map<String, String> notes,
    List<Group> groups) {

  /**
   * Rows that agree in the grouping columns.
   *
   * @param by the columns and their values; empty for all rows
   */
  public record Group(Map<String, String> by, Pair rows, Map<String, Pair> sums) {}

  /**
   * A number on both sides, exact and without trailing zeros.
   *
   * @param difference target less store; null where either is not known
   */
  public record Pair(String store, String target, String difference) {

    static Pair of(BigDecimal store, BigDecimal target) {
      return new Pair(
          text(store),
          text(target),
          store == null || target == null ? null : text(target.subtract(store)));
    }

    boolean differs() {
      return difference != null && !difference.equals("0");
    }

    private static String text(BigDecimal number) {
      return number == null
          ? null
          : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
  }

  static List<TotalsView> of(TableSpec spec, List<Totals.Entry> entries) {
    Map<Long, Map<Side, Totals.Entry>> publishes = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            publishes
                .computeIfAbsent(entry.publish(), any -> new LinkedHashMap<>())
                .put(entry.side(), entry));
    return publishes.entrySet().stream()
        .map(each -> of(spec, each.getKey(), each.getValue()))
        .toList();
  }

  private static TotalsView of(TableSpec spec, long publish, Map<Side, Totals.Entry> sides) {
    Map<String, String> notes = new LinkedHashMap<>();
    sides.forEach(
        (side, entry) -> {
          if (entry.note() != null) {
            notes.put(side.name().toLowerCase(), entry.note());
          }
        });
    Sums store = sums(sides.get(Side.STORE));
    Sums target = sums(sides.get(Side.TARGET));
    List<Group> groups = groups(spec, store, target);
    boolean known = store != null && target != null;
    Totals.Entry any = sides.values().iterator().next();
    return new TotalsView(
        publish,
        any.at(),
        any.pending(),
        known ? groups.stream().anyMatch(TotalsView::differs) : null,
        notes,
        groups);
  }

  private static boolean differs(Group group) {
    return group.rows().differs() || group.sums().values().stream().anyMatch(Pair::differs);
  }

  private static Sums sums(Totals.Entry entry) {
    return entry == null ? null : entry.sums();
  }

  private static List<Group> groups(TableSpec spec, Sums store, Sums target) {
    List<Group> groups = new ArrayList<>();
    groups.add(group(spec, List.of(), whole(store), whole(target)));
    Map<List<String>, Sums.Group> here = byValues(store);
    Map<List<String>, Sums.Group> there = byValues(target);
    Set<List<String>> all = new LinkedHashSet<>(here.keySet());
    all.addAll(there.keySet());
    Sums.Group none = new Sums.Group(List.of(), 0, Map.of());
    for (List<String> values : all) {
      groups.add(
          group(
              spec,
              values,
              store == null ? null : here.getOrDefault(values, none),
              target == null ? null : there.getOrDefault(values, none)));
    }
    return groups;
  }

  private static Sums.Group whole(Sums sums) {
    return sums == null ? null : new Sums.Group(List.of(), sums.rows(), sums.whole());
  }

  private static Map<List<String>, Sums.Group> byValues(Sums sums) {
    Map<List<String>, Sums.Group> groups = new LinkedHashMap<>();
    if (sums != null) {
      sums.groups().forEach(group -> groups.put(group.values(), group));
    }
    return groups;
  }

  private static Group group(
      TableSpec spec, List<String> values, Sums.Group store, Sums.Group target) {
    Map<String, String> by = new LinkedHashMap<>();
    for (int i = 0; i < values.size() && i < spec.totals().size(); i++) {
      by.put(spec.totals().get(i), values.get(i));
    }
    Map<String, Pair> sums = new LinkedHashMap<>();
    for (String measure : Sums.measures(spec)) {
      sums.put(measure, Pair.of(sum(store, measure), sum(target, measure)));
    }
    return new Group(
        by,
        Pair.of(
            store == null ? null : BigDecimal.valueOf(store.rows()),
            target == null ? null : BigDecimal.valueOf(target.rows())),
        sums);
  }

  private static BigDecimal sum(Sums.Group group, String measure) {
    return group == null ? null : group.sums().getOrDefault(measure, BigDecimal.ZERO);
  }
}
