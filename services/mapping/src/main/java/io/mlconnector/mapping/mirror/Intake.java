package io.mlconnector.mapping.mirror;

import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.mirror.PairRow.Phase;
import io.mlconnector.mapping.mirror.PairTable.Fresh;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes in what records of two-way routes show. */
final class Intake {

  private final Progress progress;
  private final Merges merges;

  Intake(Progress progress, Merges merges) {
    this.progress = progress;
    this.merges = merges;
  }

  /**
   * Takes in what routes make of records.
   *
   * @return what is to be delivered: decisions of one-way routes as they are
   */
  List<Decision> merged(Connection sql, List<Decision> made) throws SQLException {
    if (made.stream().noneMatch(each -> each.route().mirrors())) {
      return made;
    }
    List<Decision> given = new ArrayList<>();
    Map<String, Decision> mirrored = new LinkedHashMap<>();
    for (Decision each : made) {
      if (!each.route().mirrors() || removes(each)) {
        given.add(each);
      } else if (each.route().mirror() == null || !each.route().mirror().live()) {
        given.add(each.as(new Mapped.Filtered("its mirror is not live")));
      } else if (Shown.fields(each) == null) {
        given.add(each);
      } else {
        mirrored.put(each.ref().toString(), each);
      }
    }
    register(sql, mirrored.values());
    List<PairRow> rows = PairTable.lock(sql, mirrored.keySet());
    Set<String> known = new HashSet<>();
    Map<PairRow, Mirror> paired = new LinkedHashMap<>();
    long newest = rows.isEmpty() ? 0 : PairTable.newestOpenNo(sql);
    for (PairRow row : rows) {
      for (Side side : Side.values()) {
        Decision decision = row.ref(side) == null ? null : mirrored.get(row.ref(side).toString());
        if (decision != null) {
          known.add(decision.ref().toString());
          Mirror mirror = decision.route().mirror();
          taken(row, side, mirror, decision, newest);
          if (row.paired()) {
            paired.put(row, mirror);
          } else if (!Shown.goesOut(decision)) {
            given.add(withheld(decision));
          }
        }
      }
    }
    mirrored.forEach(
        (ref, decision) -> {
          if (!known.contains(ref)) {
            given.add(withheld(decision));
          }
        });
    given.addAll(progress.advance(sql, paired, mirrored));
    PairTable.save(sql, rows);
    return given;
  }

  private static boolean removes(Decision decision) {
    return decision.mapped() instanceof Mapped.Fields fields && fields.removal();
  }

  private static Decision withheld(Decision decision) {
    return decision.mapped() instanceof Mapped.Held held
        ? decision.as(new Mapped.Filtered(held.reason()))
        : decision;
  }

  private static void register(Connection sql, Collection<Decision> decisions) throws SQLException {
    List<Fresh> fresh = new ArrayList<>();
    for (Decision decision : decisions) {
      if (Shown.goesOut(decision)) {
        Mirror mirror = decision.route().mirror();
        fresh.add(new Fresh(mirror.id(), mirror.side(decision.ref()), decision.ref()));
      }
    }
    PairTable.register(sql, fresh);
  }

  /** A record shows something; one that had come to no counterpart is met again. */
  private void taken(PairRow row, Side side, Mirror mirror, Decision decision, long newestOpen) {
    Observation shown = Shown.observation(mirror, side, decision);
    if (row.paired()) {
      merges.of(mirror).observe(row.pair, side, shown);
      return;
    }
    SideState state = row.pair.side(side);
    state.held = shown.after(state.held);
    if (row.phase == Phase.PARKED && Shown.goesOut(decision)) {
      row.phase = Phase.NEW;
      row.waits = newestOpen;
    }
  }
}
