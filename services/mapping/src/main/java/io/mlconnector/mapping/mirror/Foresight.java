package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.KnownConnection;
import io.mlconnector.mapping.adapter.TargetRecord;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says what two-way routes would do to records, by the same merge that will do it: with what is
 * known of their pairs, and for records without one by asking the counterpart that is found back.
 * Writes nothing.
 */
@ApplicationScoped
public class Foresight {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final Mirrors mirrors;
  private final Adapters adapters;

  public Foresight(Transactions transactions, Mirrors mirrors, Adapters adapters) {
    this.transactions = transactions;
    this.mirrors = mirrors;
    this.adapters = adapters;
  }

  /** All that the database knows of the records at hand. */
  private record Known(Map<String, PairRow> rows, Map<String, Decision> others) {}

  /**
   * What would become of records, by ref.
   *
   * @param there what the target has for each decision, in order; null where none was asked for
   * @param links the keys of records that are linked
   */
  public Map<String, Foreseen> of(
      CompiledRoute route,
      List<Decision> decisions,
      List<TargetRecord> there,
      Map<String, String> links) {
    Mirror mirror = route.mirror();
    Side side = mirror.side(route);
    Map<String, Ref> counterparts = new TreeMap<>();
    for (int i = 0; i < decisions.size(); i++) {
      TargetRecord found = there.get(i);
      if (found != null && found.key() != null && found.state() == TargetRecord.State.PRESENT) {
        counterparts.put(decisions.get(i).ref().toString(), mirror.ref(side.other(), found.key()));
      }
    }
    Known known =
        transactions.inTransaction(sql -> known(sql, mirror, side, decisions, counterparts));
    Map<String, String> back = back(mirror, side, counterparts, known, links);
    Map<String, Foreseen> foreseen = new HashMap<>();
    for (int i = 0; i < decisions.size(); i++) {
      Decision decision = decisions.get(i);
      String ref = decision.ref().toString();
      PairRow row = known.rows().get(ref);
      if (there.get(i) == null) {
        continue;
      }
      if (row != null && row.paired()) {
        foreseen.put(ref, later(mirror, side, row, decision, known));
      } else if (counterparts.containsKey(ref)) {
        boolean linked = links.containsKey(ref) || ours(mirror, side, decision, there.get(i));
        foreseen.put(
            ref, first(mirror, side, decision, counterparts.get(ref), known, back, linked));
      }
    }
    return foreseen;
  }

  private Known known(
      Connection sql,
      Mirror mirror,
      Side side,
      List<Decision> decisions,
      Map<String, Ref> counterparts)
      throws SQLException {
    Set<String> refs = new LinkedHashSet<>();
    decisions.forEach(each -> refs.add(each.ref().toString()));
    counterparts.values().forEach(each -> refs.add(each.toString()));
    Map<String, PairRow> rows = new HashMap<>();
    Map<String, CompiledRoute> routes = new TreeMap<>();
    Map<String, String> records = new HashMap<>();
    for (PairRow row : PairTable.peek(sql, refs)) {
      for (Side each : Side.values()) {
        if (row.ref(each) != null) {
          rows.put(row.ref(each).toString(), row);
        }
      }
      if (row.paired()) {
        want(row.ref(side.other()), mirror, routes, records);
      }
    }
    counterparts.values().forEach(each -> want(each, mirror, routes, records));
    return new Known(rows, mirrors.progress().newest(sql, routes, records));
  }

  private static void want(
      Ref ref, Mirror mirror, Map<String, CompiledRoute> routes, Map<String, String> records) {
    routes.put(ref.toString(), mirror.route(mirror.side(ref)));
    records.put(ref.toString(), ref.source().toString());
  }

  /** Whom the counterparts find in turn; an empty text where they find several. */
  private Map<String, String> back(
      Mirror mirror,
      Side side,
      Map<String, Ref> counterparts,
      Known known,
      Map<String, String> links) {
    List<Delivery> asked = new ArrayList<>();
    counterparts.forEach(
        (ref, counterpart) -> {
          PairRow row = known.rows().get(ref);
          Decision decision = known.others().get(counterpart.toString());
          boolean open = !links.containsKey(ref) && (row == null || !row.paired());
          if (open && Shown.fields(decision) != null) {
            asked.add(question(decision));
          }
        });
    Map<String, String> back = new HashMap<>();
    List<TargetRecord> answers = read(mirror, side, asked);
    for (int i = 0; i < asked.size(); i++) {
      TargetRecord answer = answers.get(i);
      boolean several = answer.state() == TargetRecord.State.AMBIGUOUS;
      back.put(asked.get(i).ref().toString(), several ? "" : answer.key());
    }
    return back;
  }

  private List<TargetRecord> read(Mirror mirror, Side side, List<Delivery> asked) {
    if (asked.isEmpty()) {
      return List.of();
    }
    String connection = mirror.connection(side);
    try {
      KnownConnection known =
          adapters
              .connection(connection)
              .orElseThrow(() -> Problem.conflict("There is no connection " + connection));
      return adapters.read(known, asked.get(0).ref().object(), asked, Map.of());
    } catch (AdapterUnreachable e) {
      throw Problem.unavailable(e.getMessage(), AGAIN);
    } catch (AdapterRefused e) {
      throw Problem.conflict(e.getMessage());
    }
  }

  private static Delivery question(Decision decision) {
    var route = decision.route().route();
    return new Delivery(
        "preview",
        decision.ref(),
        Delivery.Mode.UPSERT,
        route.name(),
        decision.route().version(),
        decision.snapshot().journey(),
        decision.snapshot().sequence(),
        0,
        Shown.fields(decision).fields().stream().filter(each -> each.linked() == null).toList(),
        route.match(),
        route.policies(),
        null,
        null);
  }

  private static boolean ours(Mirror mirror, Side side, Decision decision, TargetRecord there) {
    String external = Steps.external(mirror, side, decision);
    return mirror
        .externalId(side)
        .map(path -> there.current().get(path))
        .filter(value -> value.asText().equals(external))
        .isPresent();
  }

  private Foreseen first(
      Mirror mirror,
      Side side,
      Decision decision,
      Ref counterpart,
      Known known,
      Map<String, String> back,
      boolean linked) {
    String name = counterpart.source().toString();
    PairRow other = known.rows().get(counterpart.toString());
    Decision shown = known.others().get(counterpart.toString());
    if (other != null && other.paired()) {
      return Foreseen.of(
          "ambiguous", "It belongs to " + other.ref(side).source() + " already", name);
    }
    if (shown == null) {
      return Foreseen.of("waits", "It has not been read yet: poll its stream", name);
    }
    if (!linked && Shown.fields(shown) == null) {
      return Foreseen.of("ambiguous", "It suits no route back", name);
    }
    String found = back.get(counterpart.toString());
    if (!linked && found != null && !found.equals(decision.ref().source().key())) {
      String whom = found.isEmpty() ? "several" : found;
      return Foreseen.of("ambiguous", "It finds %s in turn".formatted(whom), name);
    }
    Pair pair = new Pair();
    return merged(mirror, side, pair, decision, shown, name, "link");
  }

  private Foreseen later(Mirror mirror, Side side, PairRow row, Decision decision, Known known) {
    Ref counterpart = row.ref(side.other());
    Pair pair = Pair.read(row.pair.text());
    String name = counterpart.source().toString();
    if (pair.open != null) {
      return Foreseen.of("update", "A delivery between the two is under way", name);
    }
    Decision other = known.others().get(counterpart.toString());
    return merged(mirror, side, pair, decision, other, name, null);
  }

  private Foreseen merged(
      Mirror mirror,
      Side side,
      Pair pair,
      Decision decision,
      Decision other,
      String name,
      String outcome) {
    Merge merge = mirrors.progress().merges().of(mirror);
    merge.observe(pair, side, Shown.observation(mirror, side, decision));
    if (Shown.fields(other) != null) {
      merge.observe(pair, side.other(), Shown.observation(mirror, side.other(), other));
    }
    Map<Side, Map<String, Sent>> sends = merge.sends(pair, mirrors.progress().clock().instant());
    List<String> sent = List.copyOf(sends.get(side.other()).keySet());
    List<String> back = List.copyOf(sends.get(side).keySet());
    List<String> conflicts = List.copyOf(pair.conflicts.keySet());
    String mark = Shown.mark(mirror, side, decision);
    boolean oneWay = mark != null && !mark.equals(pair.side(side).told);
    String then =
        !conflicts.isEmpty()
            ? "conflict"
            : sent.isEmpty() && back.isEmpty() && !oneWay ? "unchanged" : "update";
    return new Foreseen(outcome == null ? then : outcome, null, name, sent, back, conflicts);
  }
}
