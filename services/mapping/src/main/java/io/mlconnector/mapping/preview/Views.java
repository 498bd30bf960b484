package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.KnownConnection;
import io.mlconnector.mapping.adapter.TargetRecord;
import io.mlconnector.mapping.delivery.AccountNumbers;
import io.mlconnector.mapping.delivery.Decider;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Origins;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.mirror.Foreseen;
import io.mlconnector.mapping.mirror.Foresight;
import io.mlconnector.mapping.record.Links;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks what a route would do to records, against the target as it is now; writes nothing. */
@ApplicationScoped
public class Views {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final Decider decider;
  private final Adapters adapters;
  private final Foresight foresight;

  public Views(Transactions transactions, Decider decider, Adapters adapters, Foresight foresight) {
    this.foresight = foresight;
    this.transactions = transactions;
    this.decider = decider;
    this.adapters = adapters;
  }

  /**
   * One preview per record, in order.
   *
   * @throws Problem where the target cannot be read now
   */
  public List<Preview> of(CompiledRoute route, List<Snapshot> records) {
    if (route.table() != null) {
      return TableViews.of(decider, transactions, route, records);
    }
    List<Decision> decisions =
        found(decider.decide(records.stream().map(record -> new Wish(route, record)).toList()));
    List<Delivery> wanted = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision.mapped() instanceof Mapped.Fields fields) {
        wanted.add(delivery(decision, fields));
      }
    }
    Map<String, String> keys = keys(wanted);
    List<TargetRecord> there = read(route.route().to(), wanted, keys);
    List<Preview> previews = new ArrayList<>();
    List<TargetRecord> found = new ArrayList<>();
    int next = 0;
    for (Decision decision : decisions) {
      boolean delivered = decision.mapped() instanceof Mapped.Fields;
      previews.add(
          delivered ? preview(wanted.get(next), there.get(next), keys) : withheld(decision));
      found.add(delivered && !decision.snapshot().removed() ? there.get(next) : null);
      next += delivered ? 1 : 0;
    }
    return route.mirror() == null ? previews : foreseen(route, decisions, found, keys, previews);
  }

  /** Adds up what becomes of records as rows. */
  void totals(CompiledRoute route, List<Snapshot> records, TableTotals totals) {
    for (Decision decision :
        decider.decide(records.stream().map(record -> new Wish(route, record)).toList())) {
      if (!(decision.mapped() instanceof Mapped.Fields fields)) {
        totals.withheld();
      } else if (!fields.table().rows().isEmpty()) {
        totals.add(fields.table());
      }
    }
  }

  private List<Preview> foreseen(
      CompiledRoute route,
      List<Decision> decisions,
      List<TargetRecord> found,
      Map<String, String> keys,
      List<Preview> previews) {
    Map<String, Foreseen> foreseen = foresight.of(route, decisions, found, keys);
    List<Preview> seen = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      Foreseen each = foreseen.get(decisions.get(i).ref().toString());
      seen.add(each == null ? previews.get(i) : previews.get(i).foreseen(each));
    }
    return seen;
  }

  private List<Decision> found(List<Decision> decisions) {
    return transactions.inTransaction(sql -> AccountNumbers.look(sql, Origins.of(sql, decisions)));
  }

  private Map<String, String> keys(List<Delivery> wanted) {
    Set<String> refs = new HashSet<>();
    for (Delivery delivery : wanted) {
      refs.add(delivery.ref().toString());
      delivery.fields().stream()
          .filter(field -> field.linked() != null)
          .forEach(field -> refs.add(field.linked().toString()));
    }
    return refs.isEmpty()
        ? new HashMap<>()
        : transactions.inTransaction(sql -> Links.keys(sql, refs));
  }

  private List<TargetRecord> read(Route.To to, List<Delivery> wanted, Map<String, String> keys) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    try {
      KnownConnection target =
          adapters
              .connection(to.connection())
              .orElseThrow(() -> Problem.conflict("There is no connection " + to.connection()));
      return adapters.read(target, to.object(), wanted, keys);
    } catch (AdapterUnreachable e) {
      throw Problem.unavailable(e.getMessage(), AGAIN);
    } catch (AdapterRefused e) {
      throw Problem.conflict(e.getMessage());
    }
  }

  private static Delivery delivery(Decision decision, Mapped.Fields fields) {
    Route route = decision.route().route();
    return new Delivery(
        "preview",
        decision.ref(),
        fields.removal() ? Delivery.Mode.FLAG_REMOVED : Delivery.Mode.UPSERT,
        route.name(),
        decision.route().version(),
        decision.snapshot().journey(),
        decision.snapshot().sequence(),
        0,
        fields.fields(),
        route.match(),
        route.policies(),
        null,
        null);
  }

  private static Preview preview(Delivery delivery, TargetRecord there, Map<String, String> keys) {
    Map<String, JsonNode> wanted = new LinkedHashMap<>();
    delivery.fields().forEach(field -> wanted.put(field.path(), field.value()));
    String outcome =
        switch (there.state()) {
          // Whoever is not there needs neither a flag nor a suspension.
          case ABSENT -> delivery.takesAway() ? "unchanged" : "create";
          case PRESENT -> there.changes().isEmpty() ? "unchanged" : "update";
          case GONE -> delivery.mode() == Delivery.Mode.FLAG_REMOVED ? "unchanged" : "gone";
          case AMBIGUOUS -> "ambiguous";
          case REFUSED -> "conflict";
        };
    Optional<Ref> parent =
        delivery.fields().stream()
            .map(FieldWrite::linked)
            .filter(ref -> ref != null && !keys.containsKey(ref.toString()))
            .findFirst();
    return new Preview(
        delivery.ref().source().toString(),
        outcome,
        there.reason(),
        there.key(),
        parent.map(ref -> ref.source().toString()).orElse(null),
        wanted,
        there.changes(),
        there.current(),
        null);
  }

  static Preview withheld(Decision decision) {
    boolean filtered =
        decision.mapped() instanceof Mapped.Filtered || decision.mapped() instanceof Mapped.Held;
    return new Preview(
        decision.ref().source().toString(),
        filtered ? "filtered" : "rejected",
        decision.mapped().why(),
        null,
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        null);
  }
}
