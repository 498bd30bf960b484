package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.mirror.PairRow.Phase;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes in what became of deliveries of two-way routes. */
final class Returns {

  private final Progress progress;

  Returns(Progress progress) {
    this.progress = progress;
  }

  /**
   * Takes in what became of deliveries.
   *
   * @return what is to be delivered now
   */
  List<Decision> came(Connection sql, List<Outcome> outcomes, RouteSet routes) throws SQLException {
    Map<Outcome, Mirror> ours = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Mirror mirror =
          outcome.route() == null
              ? null
              : routes.named(outcome.route()).map(CompiledRoute::mirror).orElse(null);
      if (mirror != null) {
        ours.put(outcome, mirror);
      }
    }
    if (ours.isEmpty()) {
      return List.of();
    }
    Set<String> refs = new LinkedHashSet<>();
    ours.forEach(
        (outcome, mirror) -> {
          refs.add(outcome.ref().toString());
          if (outcome.targetKey() != null) {
            Side target = mirror.side(outcome.ref()).other();
            refs.add(mirror.ref(target, outcome.targetKey()).toString());
          }
        });
    List<String> deliveries = ours.keySet().stream().map(Outcome::delivery).toList();
    List<PairRow> rows = PairTable.lock(sql, deliveries, refs);
    Entries entries = progress.entries();
    Encounters encounters = new Encounters(sql, progress, rows, entries);
    Map<PairRow, Mirror> paired = new LinkedHashMap<>();
    for (Map.Entry<Outcome, Mirror> each : ours.entrySet()) {
      PairRow row = Ends.row(encounters.rows(), each.getKey());
      if (row != null && row.paired()) {
        came(row, each.getValue(), each.getKey(), entries);
        paired.put(row, each.getValue());
      } else if (row != null) {
        encounters.came(row, each.getValue(), each.getKey());
      }
    }
    encounters.paired().forEach(paired::put);
    progress.tell(sql, entries);
    List<Decision> next = progress.advance(sql, paired, Map.of());
    encounters.finish();
    return Progress.onePerRef(encounters.decisions(), next);
  }

  private void came(PairRow row, Mirror mirror, Outcome outcome, Entries entries) {
    Open open = row.pair.open;
    Side target = mirror.side(outcome.ref()).other();
    Map<String, JsonNode> there = Ends.there(mirror, target, outcome);
    Merge merge = progress.merges().of(mirror);
    boolean known =
        merge.came(
            row.pair,
            new Told(
                outcome.delivery(),
                Ends.end(outcome),
                there,
                outcome.sequence(),
                Ends.unsure(outcome)));
    if (known && outcome.agreed()) {
      entries.agreed(mirror, row, open, outcome);
    }
    if (!known && outcome.result() == Outcome.Result.UPDATED && outcome.sequence() != null) {
      merge.wrote(row.pair, target, there, outcome.sequence());
    }
  }

  /**
   * Some of our deliveries are not made after all: nobody waits for them.
   *
   * @param decided all decisions, as they are carried out
   */
  void refused(Connection sql, List<Decision> made, List<Decision> decided) throws SQLException {
    Set<String> refused = new HashSet<>();
    for (int i = 0; i < made.size(); i++) {
      boolean delivered = decided.get(i).mapped() instanceof Mapped.Fields;
      if (made.get(i).guarded() != null && !delivered) {
        refused.add(made.get(i).guarded().delivery());
      }
    }
    if (refused.isEmpty()) {
      return;
    }
    List<PairRow> rows = PairTable.lock(sql, refused, Set.of());
    for (PairRow row : rows) {
      row.pair.stuck = row.pair.open;
      row.pair.open = null;
      row.openNo = null;
      row.phase = row.paired() ? Phase.PAIRED : Phase.PARKED;
    }
    PairTable.save(sql, rows);
  }
}
