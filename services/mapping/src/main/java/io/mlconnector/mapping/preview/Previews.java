package io.mlconnector.mapping.preview;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.record.Links;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Route;
import io.mlconnector.mapping.route.RouteKeeper;
import io.mlconnector.mapping.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Previews one record, plans all records of a route, and compares the linked ones. */
@ApplicationScoped
public class Previews {

  private static final int PAGE = 500;

  private final Transactions transactions;
  private final Routes routes;
  private final Views views;
  private final Repairs repairs;
  private final Clock clock;

  public Previews(
      Transactions transactions, Routes routes, Views views, Repairs repairs, Clock clock) {
    this.transactions = transactions;
    this.routes = routes;
    this.views = views;
    this.repairs = repairs;
    this.clock = clock;
  }

  /** One record, by its source key or its whole record key, through one route. */
  public Preview one(CompiledRoute route, String key) {
    Route.From from = route.route().from();
    String record =
        key.contains("|") ? key : new RecordKey(from.connection(), from.entity(), key).toString();
    List<Snapshot> found = transactions.inTransaction(sql -> Snapshots.find(sql, List.of(record)));
    if (found.isEmpty()) {
      throw Problem.notFound(
          "There is no record %s yet: poll its stream, or look for a typing error"
              .formatted(record));
    }
    return views.of(route, found).get(0);
  }

  /** All records through a route, counted; kept, so that going live can be compared with it. */
  public Report plan(String name) {
    CompiledRoute route = route(name);
    long mark = transactions.inTransaction(ReportTable::mark);
    Instant started = clock.instant();
    Tally tally = new Tally();
    eachPage(route, page -> tally.add(views.of(route, page)));
    return keep(ReportTable.PLAN, route, started, mark, tally);
  }

  /**
   * The linked records of a route whose target differs from what the route says.
   *
   * @param repair whether these, and no others, are delivered again
   */
  public Report compare(String name, boolean repair) {
    CompiledRoute route = route(name);
    if (repair && !route.live()) {
      throw Problem.conflict(
          "Only a live route that is not paused can repair: set it live, or resume it, first");
    }
    long mark = transactions.inTransaction(ReportTable::mark);
    Instant started = clock.instant();
    Tally tally = new Tally();
    eachPage(
        route,
        page -> {
          List<Snapshot> linked = linked(route, page);
          List<Preview> seen = views.of(route, linked);
          tally.add(seen);
          if (repair) {
            repairs.deliver(route, linked, seen);
          }
        });
    return keep(ReportTable.COMPARISON, route, started, mark, tally);
  }

  /**
   * What the newest records add up to as rows of the table that the route fills.
   *
   * @throws Problem where it fills none
   */
  public SourceTotals totals(String name) {
    CompiledRoute route = route(name);
    if (route.table() == null) {
      throw Problem.conflict(
          "Route %s fills no table, so there is nothing to add up".formatted(name));
    }
    Instant started = clock.instant();
    TableTotals totals = new TableTotals(route.table());
    eachPage(route, page -> views.totals(route, page, totals));
    return new SourceTotals(
        name,
        route.table().name(),
        totals.records(),
        totals.rows(),
        totals.unsuited(),
        totals.groups(),
        started);
  }

  /** The newest plan or comparison of a route. */
  public Report last(String kind, String name) {
    CompiledRoute route = route(name);
    Optional<Report> report = transactions.inTransaction(sql -> ReportTable.last(sql, kind, route));
    return report.orElseThrow(
        () -> Problem.notFound("There is none for route %s yet: POST to make one".formatted(name)));
  }

  private Report keep(String kind, CompiledRoute route, Instant started, long mark, Tally tally) {
    transactions.run(
        sql -> ReportTable.keep(sql, kind, route, started, clock.instant(), mark, tally));
    return last(kind, route.name());
  }

  private List<Snapshot> linked(CompiledRoute route, List<Snapshot> page) {
    List<String> refs = page.stream().map(each -> route.ref(each.key()).toString()).toList();
    Map<String, String> keys = transactions.inTransaction(sql -> Links.keys(sql, refs));
    return page.stream()
        .filter(each -> keys.containsKey(route.ref(each.key()).toString()))
        .toList();
  }

  private void eachPage(CompiledRoute route, Consumer<List<Snapshot>> work) {
    Route.From from = route.route().from();
    String after = "";
    while (true) {
      String last = after;
      List<Snapshot> page =
          transactions.inTransaction(
              sql -> Snapshots.page(sql, from.connection(), from.entity(), last, PAGE, false));
      if (page.isEmpty()) {
        return;
      }
      work.accept(page);
      after = page.get(page.size() - 1).key().toString();
    }
  }

  private CompiledRoute route(String name) {
    return routes.newest().named(name).orElseThrow(() -> RouteKeeper.unknown(name));
  }
}
