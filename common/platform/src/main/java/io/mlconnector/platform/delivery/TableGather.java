package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.platform.table.Batches;
import io.mlconnector.platform.table.Comparison;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.platform.table.OpenBatch;
import io.mlconnector.platform.table.RowsToKeep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes one batch of deliveries of a table in: checks their rows, keeps them, and has those gather
 * of which something is to be published. A delivery that does not fit parks alone.
 */
final class TableGather {

  private final Desk desk;
  private final List<Parcel> parcels;
  private final Report report = new Report();

  TableGather(Desk desk, List<Parcel> parcels) {
    this.desk = desk;
    this.parcels = parcels;
  }

  /** Takes them in, and commits what became of them. */
  Report run() {
    List<Parcel> open = Screen.open(parcels, report).stream().filter(this::isTable).toList();
    KeptTable table = open.isEmpty() ? null : TableColumns.of(desk, open);
    List<Parcel> fitting = table == null ? List.of() : fitting(table, open);
    desk.probe().at("rows checked");
    report.commit(desk.committer());
    while (!fitting.isEmpty()) {
      Map<Parcel, RowsToKeep> records = checked(table, fitting);
      Report kept = keep(table, records);
      if (kept != null) {
        desk.probe().at("rows kept");
        report.ended.addAll(kept.ended);
        report.step.endings.addAll(kept.step.endings);
        return report;
      }
      // Its columns changed meanwhile.
      table = TableColumns.of(desk, fitting);
    }
    return report;
  }

  private boolean isTable(Parcel parcel) {
    if (parcel.delivery().mode() == Mode.TABLE && parcel.delivery().table() != null) {
      return true;
    }
    report.park(
        parcel,
        ParkedKind.UNKNOWN_OBJECT,
        "%s is a table, and takes only the rows of a record".formatted(parcel.item().object()));
    return false;
  }

  /** Parks what needs a person because of the columns or the route. */
  private List<Parcel> fitting(KeptTable table, List<Parcel> open) {
    List<Parcel> fitting = new ArrayList<>();
    for (Parcel parcel : open) {
      String problem = TableColumns.problem(table, parcel.delivery());
      if (problem == null) {
        fitting.add(parcel);
      } else {
        report.park(parcel, ParkedKind.TABLE_COLUMNS, problem);
      }
    }
    return checked(table, fitting).keySet().stream().toList();
  }

  /**
   * The rows as they are kept; those of a delivery that does not fit are left out, it is parked.
   */
  private Map<Parcel, RowsToKeep> checked(KeptTable table, List<Parcel> open) {
    Map<Parcel, RowsToKeep> records = new LinkedHashMap<>();
    for (Parcel parcel : open) {
      try {
        records.put(
            parcel,
            RowsToKeep.of(
                table.spec(),
                table.layout(),
                parcel.item().ref(),
                parcel.delivery().journey(),
                parcel.delivery().table()));
      } catch (RowsToKeep.Unfit e) {
        report.park(parcel, ParkedKind.TABLE_VALUE, e.getMessage());
      }
    }
    return records;
  }

  /** Keeps the rows; null where the table's columns changed since they were checked. */
  private Report keep(KeptTable checked, Map<Parcel, RowsToKeep> records) {
    Report[] last = new Report[1];
    desk.committer()
        .decide(
            sql -> {
              last[0] = null;
              KeptTable table = KeptTables.lock(sql, checked.id()).orElse(null);
              if (table == null || !same(table, checked)) {
                return new Step();
              }
              last[0] = keep(sql, table, records);
              return last[0].step;
            });
    return last[0];
  }

  private static boolean same(KeptTable now, KeptTable before) {
    TableSpec spec = before.spec();
    return now.layout().equals(before.layout()) && now.spec().columns().equals(spec.columns());
  }

  private Report keep(Connection sql, KeptTable table, Map<Parcel, RowsToKeep> records)
      throws SQLException {
    Comparison.Result result = new Comparison(sql, table).keep(List.copyOf(records.values()));
    long open = Batches.of(sql, table.id()).map(OpenBatch::revision).orElse(-1L);
    List<Parcel> kept =
        records.keySet().stream()
            .filter(parcel -> !result.clashes().containsKey(parcel.item().ref()))
            .toList();
    List<Gathered.Light> replaced =
        Gathered.replaced(
            sql, table.id(), kept.stream().map(parcel -> parcel.item().ref()).toList(), open);
    Map<String, Gathered.Light> before = new HashMap<>();
    replaced.forEach(each -> before.put(each.item().ref(), each));
    Report report = new Report();
    replaced.forEach(
        each -> report.step.endings.add(Ending.superseded(each.item(), each.delivery())));
    Set<Parcel> fits = new HashSet<>(kept);
    for (Parcel parcel : records.keySet()) {
      String ref = parcel.item().ref();
      if (!fits.contains(parcel)) {
        report.park(parcel, ParkedKind.AMBIGUOUS, clash(result.clashes().get(ref)));
      } else if (result.pending().containsKey(ref)) {
        boolean fresh = before.containsKey(ref) ? before.get(ref).fresh() : parcel.link() == null;
        report.gather(parcel, table.id(), fresh, result.pending().get(ref));
      } else {
        report.end(unchanged(parcel, table.key()));
      }
    }
    return report;
  }

  private Ending unchanged(Parcel parcel, String key) {
    return Ending.good(parcel, Result.UNCHANGED, key, Map.of(), desk.lease().next(), List.of())
        .asShared();
  }

  private static String clash(String other) {
    return "A row of it has the same key as one of %s: correct the source, or add a column to the key"
        .formatted(other);
  }
}
