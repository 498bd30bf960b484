package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.mirror.PairRow.Phase;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds records their counterparts: each is looked for at the other side and made where there is
 * none; one that is found has to find nobody else. Two that meet become one row.
 */
final class Encounters {

  private static final String EACH_FINDS_THE_OTHER = "each finds the other";

  private final Connection sql;
  private final Progress progress;
  private final Entries entries;
  private final Map<Long, PairRow> rows = new LinkedHashMap<>();
  private final List<PairRow> absorbed = new ArrayList<>();
  private final Map<PairRow, Mirror> paired = new LinkedHashMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private Long openNo;

  /**
   * @param locked the rows at hand; others are locked when they are met
   */
  Encounters(Connection sql, Progress progress, List<PairRow> locked, Entries entries) {
    this.sql = sql;
    this.progress = progress;
    this.entries = entries;
    locked.forEach(row -> rows.put(row.id, row));
  }

  Collection<PairRow> rows() {
    return List.copyOf(rows.values());
  }

  /** Pairs that were made. */
  Map<PairRow, Mirror> paired() {
    return paired;
  }

  /** What is to be delivered. */
  List<Decision> decisions() {
    return decisions;
  }

  /** Stores all. */
  void finish() throws SQLException {
    PairTable.delete(sql, absorbed);
    PairTable.save(sql, List.copyOf(rows.values()));
  }

  /**
   * Sends a record to the other side for the first time.
   *
   * @param key of a record there that it is linked with already; null where there is none
   */
  void begin(PairRow row, Mirror mirror, Decision decision, String key) throws SQLException {
    if (key != null) {
      row.found = mirror.ref(row.only().other(), key);
      PairRow other = row(row.found);
      if (other == null || (!other.paired() && other.pair.open == null)) {
        link(row, mirror, other, "they were linked before", Journeys.fresh());
        return;
      }
      row.found = null;
    }
    if (!Shown.goesOut(decision)) {
      row.phase = Phase.PARKED;
      return;
    }
    Side side = row.only();
    SideState state = row.pair.side(side);
    Observation shown = Shown.observation(mirror, side, decision).after(state.held);
    state.held = null;
    merge(mirror).observe(row.pair, side, shown);
    if (openNo == null) {
      openNo = PairTable.openNo(sql);
    }
    row.openNo = openNo;
    row.phase = Phase.MEETING;
    decisions.add(Steps.create(mirror, row, decision));
  }

  /** Something became of a record's first delivery, or of the question to its counterpart. */
  void came(PairRow row, Mirror mirror, Outcome outcome) throws SQLException {
    if (row.phase == Phase.CONFIRMING) {
      confirmed(row, mirror, outcome);
      return;
    }
    if (row.phase == Phase.NEW) {
      return;
    }
    if (row.pair.open == null) {
      row.pair.open = row.pair.stuck;
      row.pair.stuck = null;
    }
    row.openNo = null;
    if (outcome.agreed() && outcome.targetKey() != null) {
      made(row, mirror, outcome);
    } else if (outcome.result() == Outcome.Result.CHANGED) {
      found(row, mirror, outcome);
    } else {
      row.phase = Phase.PARKED;
      row.pair.stuck = row.pair.open;
      row.pair.open = null;
    }
  }

  private void made(PairRow row, Mirror mirror, Outcome outcome) throws SQLException {
    Side target = row.only().other();
    Ref counterpart = mirror.ref(target, outcome.targetKey());
    PairRow other = row(counterpart);
    if (other != null && other.paired()) {
      ambiguous(row, mirror, belongs(outcome.targetKey(), other, target));
      return;
    }
    join(row, target, counterpart, other);
    Map<String, JsonNode> there = Ends.there(mirror, target, outcome);
    merge(mirror)
        .came(
            row.pair,
            new Told(
                outcome.delivery(),
                Told.End.GOOD,
                there,
                outcome.sequence(),
                Ends.unsure(outcome)));
    SideState state = row.pair.side(target);
    state.reread |= state.seen == null;
    paired.put(row, mirror);
    entries.linked(mirror, row, "it was made of this one");
    decisions.add(Steps.teach(mirror, row, target, outcome.journey(), now()));
  }

  /** A record was there before; nothing was written to it. */
  private void found(PairRow row, Mirror mirror, Outcome outcome) throws SQLException {
    Side target = row.only().other();
    row.pair.open = null;
    row.found = mirror.ref(target, outcome.targetKey());
    if (ours(row, mirror, outcome)) {
      PairRow other = row(row.found);
      if (other != null && other.paired()) {
        ambiguous(row, mirror, belongs(outcome.targetKey(), other, target));
      } else {
        if (Ends.unsure(outcome)) {
          mirror.fields().forEach(field -> row.pair.unsure.add(field.name()));
        }
        link(row, mirror, other, "it says that it was made of this one", outcome.journey());
      }
      return;
    }
    row.phase = Phase.CONFIRMING;
    askAgain(row, mirror);
  }

  /** Whether the record that was found says that it was made from this one. */
  private static boolean ours(PairRow row, Mirror mirror, Outcome outcome) {
    Side side = row.only();
    return mirror
        .externalId(side)
        .map(path -> outcome.stored().get(path))
        .filter(there -> there.asText().equals(row.pair.external))
        .isPresent();
  }

  /** Asks the counterpart that was found, as soon as it can be asked. */
  void askAgain(PairRow row, Mirror mirror) throws SQLException {
    Side target = row.only().other();
    PairRow other = row(row.found);
    if (other != null && other.paired()) {
      ambiguous(row, mirror, belongs(row.found.source().key(), other, target));
      return;
    }
    boolean mutual =
        other != null && other.phase == Phase.CONFIRMING && row.ref(row.only()).equals(other.found);
    if (mutual) {
      link(row, mirror, other, EACH_FINDS_THE_OTHER, Journeys.fresh());
      return;
    }
    if (other != null && (other.phase == Phase.MEETING || other.phase == Phase.CONFIRMING)) {
      return;
    }
    if (isBeingAsked(row)) {
      return;
    }
    Decision counterpart = newest(mirror, target, row.found);
    if (counterpart == null) {
      row.pair.side(target).reread = true;
    } else if (Shown.fields(counterpart) == null) {
      ambiguous(row, mirror, "%s suits no route back".formatted(row.found.source()));
    } else {
      decisions.add(Steps.confirm(mirror, row, counterpart));
    }
  }

  /** Whether another record asks the same counterpart: one question at a time has that ref. */
  private boolean isBeingAsked(PairRow row) {
    return rows.values().stream()
        .anyMatch(each -> row.found.equals(each.found) && each.pair.open != null);
  }

  private void confirmed(PairRow row, Mirror mirror, Outcome outcome) throws SQLException {
    row.pair.open = null;
    if (outcome.result() == Outcome.Result.SUPERSEDED) {
      return;
    }
    Side side = row.only();
    String key = outcome.targetKey();
    boolean told = outcome.agreed() || outcome.result() == Outcome.Result.CHANGED;
    PairRow other = row(row.found);
    if (other != null && other.paired()) {
      ambiguous(row, mirror, belongs(row.found.source().key(), other, side.other()));
    } else if (told && (key == null || key.equals(row.key(side)))) {
      link(row, mirror, other, EACH_FINDS_THE_OTHER, outcome.journey());
    } else if (told) {
      ambiguous(
          row,
          mirror,
          "Record %s of %s is found, which finds record %s of %s: link the right one"
              .formatted(
                  row.found.source().key(),
                  row.found.source().connection(),
                  key,
                  row.found.connection()));
    } else {
      ambiguous(
          row,
          mirror,
          "Record %s of %s is found, for which there are several: %s"
              .formatted(
                  row.found.source().key(), row.found.source().connection(), outcome.reason()));
    }
  }

  /** A person says that they are a pair; their adapters were told. */
  void told(PairRow row, Mirror mirror, Ref counterpart, String author) throws SQLException {
    row.found = counterpart;
    PairRow other = row(counterpart);
    paired(row, mirror, other);
    entries.linked(mirror, row, author + " linked them");
  }

  /** Two records that were there before become a pair. */
  private void link(PairRow row, Mirror mirror, PairRow other, String how, String journey) {
    paired(row, mirror, other);
    for (Side each : Side.values()) {
      decisions.add(Steps.teach(mirror, row, each, journey, now()));
    }
    entries.linked(mirror, row, how);
  }

  private void paired(PairRow row, Mirror mirror, PairRow other) {
    Side side = row.only();
    Side target = side.other();
    Ref counterpart = row.found;
    join(row, target, counterpart, other);
    Merge merge = merge(mirror);
    for (Side each : Side.values()) {
      Observation held = row.pair.side(each).held;
      row.pair.side(each).held = null;
      if (held != null) {
        merge.observe(row.pair, each, held);
      }
      row.pair.side(each).reread |= row.pair.side(each).seen == null;
    }
    paired.put(row, mirror);
  }

  private void join(PairRow row, Side target, Ref counterpart, PairRow other) {
    row.ref(target, counterpart);
    row.phase = Phase.PAIRED;
    row.found = null;
    row.openNo = null;
    row.pair.stuck = null;
    if (other != null) {
      row.pair.side(target).held = shown(other.pair.side(target));
      row.pair.count += other.pair.count + 1;
      rows.remove(other.id);
      absorbed.add(other);
    }
  }

  /** What a record without counterpart showed last. */
  private static Observation shown(SideState state) {
    if (state.seen == null) {
      return state.held;
    }
    Map<String, Seen> seen = new TreeMap<>();
    state.halves.forEach(
        (name, half) -> seen.put(name, new Seen(half.newest(), half.plain(), half.since())));
    Observation before = new Observation(state.seen, seen);
    return state.held == null ? before : state.held.after(before);
  }

  private void ambiguous(PairRow row, Mirror mirror, String reason) throws SQLException {
    Ref ref = row.ref(row.only());
    row.phase = Phase.PARKED;
    row.pair.open = null;
    row.pair.stuck = null;
    row.found = null;
    row.openNo = null;
    Decision newest = newest(mirror, row.only(), ref);
    if (newest == null) {
      newest =
          new Decision(mirror.route(row.only()), Steps.unread(ref, Journeys.fresh(), now()), null);
    }
    decisions.add(newest.as(new Mapped.Unsuited(reason)));
  }

  private static String belongs(String key, PairRow other, Side side) {
    return "Target record %s already belongs to %s: correct the source, or unlink one"
        .formatted(key, other.ref(side.other()));
  }

  private Decision newest(Mirror mirror, Side side, Ref ref) throws SQLException {
    String text = ref.toString();
    return progress
        .newest(sql, Map.of(text, mirror.route(side)), Map.of(text, ref.source().toString()))
        .get(text);
  }

  private PairRow row(Ref ref) throws SQLException {
    for (PairRow row : rows.values()) {
      if (ref.equals(row.left) || ref.equals(row.right)) {
        return row;
      }
    }
    List<PairRow> locked = PairTable.lock(sql, List.of(ref.toString()));
    locked.forEach(row -> rows.put(row.id, row));
    return locked.isEmpty() ? null : locked.get(0);
  }

  private Merge merge(Mirror mirror) {
    return progress.merges().of(mirror);
  }

  private Instant now() {
    return progress.clock().instant();
  }
}
