package io.mlconnector.mapping.route;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseTable;
import io.mlconnector.flow.pause.Pauses;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.resync.Resync;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Has single routes, or all of mapping, stand still. A paused route takes its snapshots and makes
 * no delivery; when it goes on, its newest snapshots are sent. Both routes of a two-way pair stand
 * still with either. Like every change of routes it begins and ends between two batches.
 */
@ApplicationScoped
public class RoutePauses {

  private static final Log LOG = Log.of(RoutePauses.class);

  private final Transactions transactions;
  private final Routes routes;
  private final Resync resync;
  private final Pauses pauses;
  private final Outbox outbox;
  private final Audits audits;
  private final Clock clock;

  public RoutePauses(
      Transactions transactions,
      Routes routes,
      Resync resync,
      Pauses pauses,
      Outbox outbox,
      Audits audits,
      Clock clock) {
    this.transactions = transactions;
    this.routes = routes;
    this.resync = resync;
    this.pauses = pauses;
    this.outbox = outbox;
    this.audits = audits;
    this.clock = clock;
  }

  /** All that are in force, as they are stored now. */
  public List<Pause> all() {
    Instant now = clock.instant();
    return pauses.refresh().stream().filter(pause -> pause.holds(now)).toList();
  }

  /**
   * Puts one in force, or gives the one that is another reason and end.
   *
   * @throws Problem 404 for an unknown route, 409 for one that delivers nothing anyway
   */
  public void begin(Pause pause) {
    transactions.run(
        sql -> {
          if (pause.scope() == Scope.ROUTE) {
            RouteTable.change(sql);
            checkLive(sql, pause.name());
            RoutePauseTable.mark(sql, pause.name());
          }
          PauseTable.put(sql, pause);
          enter(sql, pause, pause.words());
        });
    known();
  }

  private static void checkLive(Connection sql, String name) throws SQLException {
    Route route =
        RouteTable.all(sql).stream()
            .map(StoredRoute::route)
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> RouteKeeper.unknown(name));
    if (!route.live()) {
      throw Problem.conflict(
          "Route %s is in the state %s and delivers nothing: only a live one is paused"
              .formatted(name, route.state().text()));
    }
  }

  /** Takes one back; does nothing where there is none. */
  public void end(Scope scope, String name, String author) {
    transactions.run(
        sql -> {
          RouteSet before = before(sql);
          Optional<Pause> ended = PauseTable.end(sql, scope, name);
          if (ended.isPresent()) {
            ended(sql, ended.get(), before, "resumed by " + author);
          }
        });
    known();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      endThoseThatAreOver();
    } catch (DatabaseUnavailable e) {
      LOG.debug("Pauses that are over wait for the database");
    }
  }

  /** Lets go on whose end has come, also while nobody was there. */
  public void endThoseThatAreOver() {
    Instant now = clock.instant();
    if (transactions.inTransaction(PauseTable::all).stream().allMatch(each -> each.holds(now))) {
      return;
    }
    transactions.run(
        sql -> {
          RouteSet before = before(sql);
          for (Pause ended : PauseTable.takeEnded(sql, now)) {
            ended(sql, ended, before, "goes on by itself, was " + ended.words());
          }
        });
    known();
  }

  private RouteSet before(Connection sql) throws SQLException {
    RouteTable.change(sql);
    return RouteTable.load(sql, routes.current());
  }

  private void ended(Connection sql, Pause pause, RouteSet before, String words)
      throws SQLException {
    if (pause.scope() == Scope.ROUTE) {
      Long mark = RoutePauseTable.forget(sql, pause.name());
      RouteSet after = RouteTable.load(sql, before);
      CompiledRoute route = after.named(pause.name()).filter(CompiledRoute::live).orElse(null);
      if (route != null) {
        // Records beyond the first N were never asked for, unless they changed.
        resync.again(sql, route, route.route().firstN() == null ? null : mark);
      }
      for (CompiledRoute other : before.relinked(after)) {
        resync.again(sql, other, null);
      }
    }
    enter(sql, pause, words);
  }

  private void enter(Connection sql, Pause pause, String words) throws SQLException {
    String subject = pause.scope() == Scope.ROUTE ? "Route " + pause.name() : "All routes";
    Mail mail = new Mail(sql, outbox);
    mail.add(
        audits.messages(
            audits.event(
                Audits.id(),
                Step.CONFIGURED,
                null,
                pause.scope() == Scope.ROUTE ? pause.name() : null,
                subject + ": " + words)));
    mail.send();
  }

  private void known() {
    routes.reload();
    pauses.refresh();
    outbox.wake(Lane.NAME);
  }
}
