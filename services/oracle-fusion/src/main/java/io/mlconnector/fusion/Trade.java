package io.mlconnector.fusion;

import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.OpenOrders;
import io.mlconnector.canonical.Receivables;
import io.mlconnector.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a customer owes and has ordered, asked for beside its own row.
 *
 * @param receivables null where that was not asked for, or is not known
 * @param orders null where no orders are configured
 */
record Trade(Receivables receivables, OpenOrders orders, List<Gap> gaps) {

  static final Trade NONE = new Trade(null, null, List.of());

  /** Rows with what each customer owes, by the given look-up, and has ordered. */
  static List<FusionRow> on(
      Connection connection, List<FusionRow> rows, String key, Map<String, Owed> owed) {
    Optional<Orders> orders = Orders.of(new FusionSettings(connection.settings()));
    Map<String, Orders.Sum> ordered = orders.map(each -> each.open(connection, rows)).orElse(null);
    List<FusionRow> all = new ArrayList<>();
    for (FusionRow row : rows) {
      List<Gap> gaps = new ArrayList<>();
      Receivables receivables = null;
      if (owed != null) {
        Owed its = Objects.requireNonNullElse(owed.get(row.text(key)), Owed.NO_ACCOUNT);
        receivables = its.sum();
        its.gap().ifPresent(reason -> gaps.add(new Gap("receivables", reason)));
      }
      OpenOrders open = null;
      if (ordered != null) {
        Orders.Sum sum = orders.get().of(row, ordered);
        open = sum.orders();
        sum.gap().ifPresent(reason -> gaps.add(new Gap("openOrders.value", reason)));
      }
      all.add(row.with(new Trade(receivables, open, List.copyOf(gaps))));
    }
    return all;
  }
}
