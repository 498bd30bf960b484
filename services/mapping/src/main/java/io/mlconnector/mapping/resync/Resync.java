package io.mlconnector.mapping.resync;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Route;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sends the newest snapshots of a route again, page by page through the same ordered lane, so it is
 * safe at any time. A resync goes on where it stopped, on whichever replica looks next.
 */
@ApplicationScoped
public class Resync {

  private static final Log LOG = Log.of(Resync.class);
  private static final int PAGE = 500;

  private final Transactions transactions;
  private final Routes routes;
  private final Redelivery redelivery;
  private final Outbox outbox;
  private final Clock clock;

  public Resync(
      Transactions transactions, Routes routes, Redelivery redelivery, Outbox outbox, Clock clock) {
    this.transactions = transactions;
    this.routes = routes;
    this.redelivery = redelivery;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Notes that a live route's snapshots are to be sent; returns the run's id. */
  public long begin(String route) {
    CompiledRoute compiled = routes.newest().named(route).orElseThrow();
    return transactions.inTransaction(
        sql -> begin(sql, route, compiled.version(), compiled.route().firstN()));
  }

  /** The same as part of the transaction that sets the route live, so that none is forgotten. */
  public long begin(Connection sql, String route, int version, Integer firstN) throws SQLException {
    return Runs.begin(sql, "RESYNC", route, version, firstN, null, clock.instant());
  }

  /**
   * Notes that a route that stood still is to send what it has, in the transaction that lets it go
   * on.
   *
   * @param mark only records that changed after that mark; null for all
   */
  public void again(Connection sql, CompiledRoute route, Long mark) throws SQLException {
    Runs.begin(sql, "RESYNC", route.name(), route.version(), null, mark, clock.instant());
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void goOn() {
    try {
      RouteSet known = routes.newest();
      while (page(known)) {
        known = routes.newest();
      }
    } catch (DatabaseUnavailable e) {
      LOG.debug("A resync waits for the database");
    }
  }

  /** Sends one page of the oldest open run; returns whether there may be more to do. */
  private boolean page(RouteSet known) {
    Boolean more =
        transactions.inTransaction(
            sql -> {
              if (!Routes.holds(sql, known)) {
                return true;
              }
              Optional<Runs.Run> open = Runs.lockOpen(sql, "RESYNC");
              if (open.isEmpty()) {
                return false;
              }
              send(sql, open.get(), known);
              return true;
            });
    outbox.wake(Lane.NAME);
    return more;
  }

  private void send(Connection sql, Runs.Run run, RouteSet known) throws SQLException {
    CompiledRoute route = known.named(run.route()).orElse(null);
    if (route == null || route.version() != run.version() || !route.live()) {
      Runs.end(sql, run.id(), "the route was changed, paused or stopped", clock.instant());
      return;
    }
    Route.From from = route.route().from();
    Runs.count(sql, run, from.connection(), from.entity());
    int limit = run.firstN() == null ? PAGE : (int) Math.min(PAGE, run.firstN() - run.done());
    List<Snapshot> page =
        limit <= 0
            ? List.of()
            : Snapshots.page(
                sql, from.connection(), from.entity(), run.cursor(), limit, run.sinceMark(), true);
    if (page.isEmpty()) {
      Runs.end(sql, run.id(), null, clock.instant());
      LOG.info("A resync is done", "route", run.route(), "records", run.done());
      return;
    }
    Mail mail = new Mail(sql, outbox);
    redelivery.snapshots(sql, route, page, "resync/" + run.id(), mail);
    mail.send();
    String cursor = page.get(page.size() - 1).key().toString();
    Runs.advance(sql, run.id(), cursor, page.size());
  }
}
