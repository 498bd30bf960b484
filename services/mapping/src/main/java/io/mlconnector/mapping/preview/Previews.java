package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.KnownConnection;
import io.mlconnector.mapping.adapter.TargetRecord;
import io.mlconnector.mapping.delivery.Decider;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Route;
import io.mlconnector.mapping.route.RouteKeeper;
import io.mlconnector.mapping.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows what a route would do, against the target as it is now; writes nothing anywhere. */
@ApplicationScoped
public class Previews {

  private static final int PAGE = 500;
  private static final int SAMPLES = 10;

  private final Transactions transactions;
  private final Routes routes;
  private final Decider decider;
  private final Adapters adapters;

  public Previews(Transactions transactions, Routes routes, Decider decider, Adapters adapters) {
    this.transactions = transactions;
    this.routes = routes;
    this.decider = decider;
    this.adapters = adapters;
  }

  /**
   * One record through one route.
   *
   * @param outcome {@code create}, {@code update}, {@code unchanged}, {@code filtered}, {@code
   *     gone}, {@code refused} or {@code rejected}
   * @param wanted all fields that the route makes
   * @param changes those that would be sent
   */
  public record Preview(
      String record,
      String outcome,
      String reason,
      String targetKey,
      Map<String, JsonNode> wanted,
      Map<String, JsonNode> changes,
      Map<String, JsonNode> current) {}

  /** All records: how many would come to which outcome, and some of each. */
  public record Plan(
      String route, int version, long records, Map<String, Long> counts, List<Preview> samples) {}

  public Preview one(String name, String key) {
    CompiledRoute route = route(name);
    Route.From from = route.route().from();
    String record =
        key.contains("|") ? key : new RecordKey(from.connection(), from.entity(), key).toString();
    List<Snapshot> found = transactions.inTransaction(sql -> Snapshots.find(sql, List.of(record)));
    if (found.isEmpty()) {
      throw Problem.notFound(
          "There is no record %s yet: poll its stream, or look for a typing error"
              .formatted(record));
    }
    return previews(route, target(route), found).get(0);
  }

  public Plan plan(String name) {
    CompiledRoute route = route(name);
    KnownConnection target = target(route);
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Integer> sampled = new TreeMap<>();
    List<Preview> samples = new ArrayList<>();
    long records = 0;
    String after = "";
    List<Snapshot> page = page(route, after);
    while (!page.isEmpty()) {
      for (Preview preview : previews(route, target, page)) {
        counts.merge(preview.outcome(), 1L, Long::sum);
        if (sampled.merge(preview.outcome(), 1, Integer::sum) <= SAMPLES) {
          samples.add(preview);
        }
      }
      records += page.size();
      after = page.get(page.size() - 1).key().toString();
      page = page(route, after);
    }
    return new Plan(name, route.version(), records, counts, samples);
  }

  private List<Snapshot> page(CompiledRoute route, String after) {
    Route.From from = route.route().from();
    return transactions.inTransaction(
        sql -> Snapshots.page(sql, from.connection(), from.entity(), after, PAGE, false));
  }

  private CompiledRoute route(String name) {
    return routes.newest().named(name).orElseThrow(() -> RouteKeeper.unknown(name));
  }

  private KnownConnection target(CompiledRoute route) {
    String id = route.route().to().connection();
    try {
      return adapters
          .connection(id)
          .orElseThrow(() -> Problem.conflict("There is no connection " + id));
    } catch (AdapterUnreachable e) {
      throw Problem.unavailable(e.getMessage(), java.time.Duration.ofSeconds(10));
    }
  }

  private List<Preview> previews(CompiledRoute route, KnownConnection target, List<Snapshot> page) {
    List<Decision> decisions =
        decider.decide(page.stream().map(snapshot -> new Wish(route, snapshot)).toList());
    List<Delivery> wanted = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision.mapped() instanceof Mapped.Fields fields) {
        wanted.add(delivery(decision, fields));
      }
    }
    List<TargetRecord> there = read(target, route.route().to().object(), wanted);
    List<Preview> previews = new ArrayList<>();
    int next = 0;
    for (Decision decision : decisions) {
      boolean delivered = decision.mapped() instanceof Mapped.Fields;
      previews.add(delivered ? preview(wanted.get(next), there.get(next++)) : withheld(decision));
    }
    return previews;
  }

  private List<TargetRecord> read(KnownConnection target, String object, List<Delivery> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    try {
      return adapters.read(target, object, wanted);
    } catch (AdapterUnreachable e) {
      throw Problem.unavailable(e.getMessage(), java.time.Duration.ofSeconds(10));
    } catch (AdapterRefused e) {
      throw Problem.conflict(e.getMessage());
    }
  }

  private static Delivery delivery(Decision decision, Mapped.Fields fields) {
    Route route = decision.route().route();
    return new Delivery(
        "preview",
        decision.ref(),
        Delivery.Mode.UPSERT,
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

  private static Preview preview(Delivery delivery, TargetRecord there) {
    Map<String, JsonNode> wanted = new TreeMap<>();
    delivery.fields().stream()
        .filter(field -> field.value() != null)
        .forEach(field -> wanted.put(field.path(), field.value()));
    String outcome =
        switch (there.state()) {
          case ABSENT -> "create";
          case PRESENT -> there.changes().isEmpty() ? "unchanged" : "update";
          case GONE -> "gone";
          case REFUSED -> "refused";
        };
    return new Preview(
        delivery.ref().source().toString(),
        outcome,
        there.reason(),
        there.key(),
        wanted,
        there.changes(),
        there.current());
  }

  private static Preview withheld(Decision decision) {
    boolean filtered = decision.mapped() instanceof Mapped.Filtered;
    return new Preview(
        decision.ref().source().toString(),
        filtered ? "filtered" : "rejected",
        decision.mapped().toString(),
        null,
        Map.of(),
        Map.of(),
        Map.of());
  }
}
