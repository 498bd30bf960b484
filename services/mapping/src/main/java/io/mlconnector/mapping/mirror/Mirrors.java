package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.mapping.delivery.Decider;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.mirror.PairRow.Phase;
import io.mlconnector.mapping.mirror.PairTable.Fresh;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps pairs of records equal: takes decisions on records of two-way routes and outcomes of their
 * deliveries, and gives back what is to be delivered. One statement per table and page.
 */
@ApplicationScoped
public class Mirrors {

  private final Decider decider;
  private final Audits audits;
  private final Outbox outbox;
  private final Clock clock;

  public Mirrors(Decider decider, Audits audits, Outbox outbox, Clock clock) {
    this.decider = decider;
    this.audits = audits;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Takes in what routes make of records.
   *
   * @return what is to be delivered: decisions of one-way routes as they are
   */
  public List<Decision> merged(Connection sql, List<Decision> made) throws SQLException {
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
    given.addAll(advance(sql, paired, mirrored));
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
      new Merge(Terms.of(mirror)).observe(row.pair, side, shown);
      return;
    }
    SideState state = row.pair.side(side);
    state.held = shown.after(state.held);
    if (row.phase == Phase.PARKED && Shown.goesOut(decision)) {
      row.phase = Phase.NEW;
      row.waits = newestOpen;
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
    Disputing disputing = new Disputing(audits);
    rows.forEach(
        (row, mirror) -> {
          Set<String> before = Set.copyOf(row.pair.conflicts.keySet());
          Merge merge = new Merge(Terms.of(mirror));
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
            disputing.add(mirror, row, before);
          }
        });
    if (!disputing.messages().isEmpty()) {
      outbox.add(sql, Lane.NAME, disputing.messages());
    }
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
    Map<String, io.mlconnector.mapping.record.Snapshot> snapshots = new HashMap<>();
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

  /**
   * Takes in what became of deliveries.
   *
   * @return what is to be delivered now
   */
  public List<Decision> came(Connection sql, List<Outcome> outcomes, RouteSet routes)
      throws SQLException {
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
    Encounters encounters = new Encounters(sql, this, rows, clock);
    Map<PairRow, Mirror> paired = new LinkedHashMap<>();
    for (Map.Entry<Outcome, Mirror> each : ours.entrySet()) {
      PairRow row = Ends.row(encounters.rows(), each.getKey());
      if (row != null && row.paired()) {
        came(row, each.getValue(), each.getKey());
        paired.put(row, each.getValue());
      } else if (row != null) {
        encounters.came(row, each.getValue(), each.getKey());
      }
    }
    encounters.paired().forEach(paired::put);
    List<Decision> next = advance(sql, paired, Map.of());
    encounters.finish();
    return onePerRef(encounters.decisions(), next);
  }

  private static void came(PairRow row, Mirror mirror, Outcome outcome) {
    Side target = mirror.side(outcome.ref()).other();
    Map<String, JsonNode> there = Ends.there(mirror, target, outcome);
    Merge merge = new Merge(Terms.of(mirror));
    boolean known =
        merge.came(
            row.pair,
            new Told(
                outcome.delivery(),
                Ends.end(outcome),
                there,
                outcome.sequence(),
                Ends.unsure(outcome)));
    if (!known && outcome.result() == Outcome.Result.UPDATED && outcome.sequence() != null) {
      merge.wrote(row.pair, target, there, outcome.sequence());
    }
  }

  /**
   * Some of our deliveries are not made after all: nobody waits for them.
   *
   * @param decided all decisions, as they are carried out
   */
  public void refused(Connection sql, List<Decision> made, List<Decision> decided)
      throws SQLException {
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

  /**
   * Meets records that have no counterpart yet, some at a time.
   *
   * @return what is to be delivered
   */
  List<Decision> meet(Connection sql, Mirror mirror, int limit) throws SQLException {
    List<PairRow> rows = PairTable.lockNew(sql, mirror.id(), limit);
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, CompiledRoute> routes = new TreeMap<>();
    Map<String, String> records = new HashMap<>();
    for (PairRow row : rows) {
      Ref ref = row.ref(row.only());
      routes.put(ref.toString(), mirror.route(row.only()));
      records.put(ref.toString(), ref.source().toString());
    }
    Map<String, Decision> decisions = newest(sql, routes, records);
    Encounters encounters = new Encounters(sql, this, rows, clock);
    for (PairRow row : rows) {
      encounters.begin(row, mirror, decisions.get(row.ref(row.only()).toString()));
    }
    encounters.finish();
    return encounters.decisions();
  }

  /**
   * Goes on with records whose counterpart was found and could not be asked yet.
   *
   * @return what is to be delivered
   */
  List<Decision> askAgain(Connection sql, Mirror mirror, int limit) throws SQLException {
    List<PairRow> waiting = PairTable.lockUnconfirmed(sql, mirror.id(), limit);
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<String> found = waiting.stream().map(row -> row.found.toString()).toList();
    List<PairRow> rows = new ArrayList<>(waiting);
    for (PairRow row : PairTable.lock(sql, found)) {
      if (waiting.stream().noneMatch(each -> each.id == row.id)) {
        rows.add(row);
      }
    }
    Encounters encounters = new Encounters(sql, this, rows, clock);
    for (PairRow row : waiting) {
      encounters.askAgain(row, mirror);
    }
    List<Decision> next = advance(sql, encounters.paired(), Map.of());
    encounters.finish();
    return onePerRef(encounters.decisions(), next);
  }

  /** Of two decisions on a ref the later one links it as well. */
  private static List<Decision> onePerRef(List<Decision> first, List<Decision> later) {
    Map<String, Decision> byRef = new LinkedHashMap<>();
    first.forEach(each -> byRef.put(each.ref().toString(), each));
    later.forEach(each -> byRef.put(each.ref().toString(), each));
    return List.copyOf(byRef.values());
  }
}
