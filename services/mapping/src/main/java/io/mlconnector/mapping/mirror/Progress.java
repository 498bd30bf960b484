package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.mapping.delivery.Decider;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Brings pairs on: what is to be delivered next of each, by the newest that its records show. */
final class Progress {

  private final Decider decider;
  private final Audits audits;
  private final Outbox outbox;
  private final Clock clock;
  private final Merges merges;

  Progress(Decider decider, Audits audits, Outbox outbox, Clock clock, Merges merges) {
    this.decider = decider;
    this.audits = audits;
    this.outbox = outbox;
    this.clock = clock;
    this.merges = merges;
  }

  Clock clock() {
    return clock;
  }

  Merges merges() {
    return merges;
  }

  /** Entries for the ledger, to be told in this transaction. */
  Entries entries() {
    return new Entries(audits);
  }

  /** Puts what happened into the ledger. */
  void tell(Connection sql, Entries entries) throws SQLException {
    List<Message> messages = entries.messages();
    if (!messages.isEmpty()) {
      outbox.add(sql, Lane.NAME, messages);
    }
  }

  /**
   * Delivers what is to be delivered next of these pairs.
   *
   * @param hand decisions that are at hand, by ref; the others are made from the newest snapshots
   */
  List<Decision> advance(Connection sql, Map<PairRow, Mirror> rows, Map<String, Decision> hand)
      throws SQLException {
    Map<String, Decision> decisions = decisions(sql, rows, hand);
    List<Decision> moves = new ArrayList<>();
    Entries entries = new Entries(audits);
    rows.forEach(
        (row, mirror) -> {
          Set<String> before = Set.copyOf(row.pair.conflicts.keySet());
          Merge merge = merges.of(mirror);
          Set<Side> sources = new HashSet<>();
          Map<Side, String> marks = new EnumMap<>(Side.class);
          for (Side side : Side.values()) {
            Decision decision = decisions.get(row.ref(side).toString());
            if (Shown.fields(decision) != null) {
              merge.observe(row.pair, side, Shown.observation(mirror, side, decision));
            }
            if (Shown.goesOut(decision)) {
              sources.add(side);
              String mark = Shown.mark(mirror, side, decision);
              if (mark != null) {
                marks.put(side, mark);
              }
            }
          }
          if (mirror.live()) {
            merge
                .decide(row.pair, sources, marks, clock.instant())
                .ifPresent(move -> moves.add(step(mirror, row, move, decisions)));
            entries.disputed(mirror, row, before);
          }
        });
    tell(sql, entries);
    return moves;
  }

  private Decision step(Mirror mirror, PairRow row, Move move, Map<String, Decision> decisions) {
    Ref ref = row.ref(move.target().other());
    Decision source = decisions.get(ref.toString());
    if (source == null) {
      source =
          new Decision(
              mirror.route(mirror.side(ref)),
              Steps.unread(ref, Journeys.fresh(), clock.instant()),
              new Mapped.Filtered("not read yet"));
    }
    return Steps.move(mirror, row, move, source);
  }

  private Map<String, Decision> decisions(
      Connection sql, Map<PairRow, Mirror> rows, Map<String, Decision> hand) throws SQLException {
    Map<String, Decision> decisions = new HashMap<>(hand);
    Map<String, CompiledRoute> missing = new TreeMap<>();
    Map<String, String> refOf = new HashMap<>();
    rows.forEach(
        (row, mirror) -> {
          for (Side side : Side.values()) {
            Ref ref = row.ref(side);
            if (row.pair.open == null && ref != null && !hand.containsKey(ref.toString())) {
              missing.put(ref.toString(), mirror.route(side));
            }
          }
        });
    missing.forEach((ref, route) -> refOf.put(ref, Ref.parse(ref).source().toString()));
    decisions.putAll(newest(sql, missing, refOf));
    return decisions;
  }

  /** Decisions on the newest snapshots of these refs, by ref. */
  Map<String, Decision> newest(
      Connection sql, Map<String, CompiledRoute> routes, Map<String, String> records)
      throws SQLException {
    if (routes.isEmpty()) {
      return Map.of();
    }
    Map<String, Snapshot> snapshots = new HashMap<>();
    Snapshots.find(sql, records.values().stream().distinct().sorted().toList())
        .forEach(each -> snapshots.put(each.key().toString(), each));
    List<Wish> wishes = new ArrayList<>();
    routes.forEach(
        (ref, route) -> {
          var snapshot = snapshots.get(records.get(ref));
          if (snapshot != null) {
            wishes.add(new Wish(route, snapshot));
          }
        });
    Map<String, Decision> decisions = new HashMap<>();
    decider.decide(wishes).forEach(each -> decisions.put(each.ref().toString(), each));
    return decisions;
  }

  /** Of two decisions on a ref the later one links it as well. */
  static List<Decision> onePerRef(List<Decision> first, List<Decision> later) {
    Map<String, Decision> byRef = new LinkedHashMap<>();
    first.forEach(each -> byRef.put(each.ref().toString(), each));
    later.forEach(each -> byRef.put(each.ref().toString(), each));
    return List.copyOf(byRef.values());
  }
}
