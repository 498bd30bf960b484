package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.expression.ExternalIdScheme;
import io.mlconnector.mapping.record.AccountNumberTable;
import io.mlconnector.mapping.resync.Resync;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Saves routes: checked against everything they speak of, every change a new version. */
@ApplicationScoped
public class RouteKeeper {

  private final Transactions transactions;
  private final Routes routes;
  private final RouteValidator validator;
  private final Resync resync;
  private final Clock clock;

  public RouteKeeper(
      Transactions transactions,
      Routes routes,
      RouteValidator validator,
      Resync resync,
      Clock clock) {
    this.transactions = transactions;
    this.routes = routes;
    this.validator = validator;
    this.resync = resync;
    this.clock = clock;
  }

  /** What saving gave. */
  public record Saved(Route route, int version, List<FieldError> warnings) {}

  public List<StoredRoute> all() {
    return transactions.inTransaction(RouteTable::all);
  }

  public Optional<StoredRoute> find(String name) {
    return all().stream().filter(stored -> stored.route().name().equals(name)).findFirst();
  }

  /** A route that was looked at and may be saved as it is. */
  record Ready(Route route, RouteValidator.Checked checked, List<FieldError> warnings) {}

  /**
   * Looks at one route without saving it.
   *
   * @throws Problem as {@link #save} would
   */
  Ready check(Route route, boolean file, List<Route> siblings) {
    Problems problems = new Problems();
    RouteValidator.Checked checked = checked(route, siblings, problems);
    Route taken = takable(route, checked.unseen(), file, problems);
    return new Ready(taken, checked, problems.warnings());
  }

  private RouteValidator.Checked checked(Route route, List<Route> siblings, Problems problems) {
    List<Route> others = new ArrayList<>(siblings);
    all().stream().map(StoredRoute::route).forEach(others::add);
    others.removeIf(other -> other.name().equals(route.name()));
    RouteValidator.Checked checked = validator.check(route, others, problems);
    problems.check();
    return checked;
  }

  /**
   * Saves one route; one that is live begins by sending all that there is, once it is not paused,
   * and so do those whose links lead somewhere else now.
   *
   * @param fileHash marks the file's document that it comes from; null from elsewhere
   * @param siblings routes that are about to be saved with it
   * @throws Problem with everything that is wrong, or where a live route cannot be checked now
   */
  public Saved save(Route route, String author, String fileHash, List<Route> siblings) {
    return save(check(route, fileHash != null, siblings), author, fileHash);
  }

  /** Saves a route that was looked at a moment ago. */
  Saved save(Ready ready, String author, String fileHash) {
    Route taken = ready.route();
    CompiledRoute.Target target = ready.checked().target();
    RouteSet known = routes.newest();
    int version =
        transactions.inTransaction(
            sql -> {
              RouteTable.change(sql);
              RouteSet before = RouteTable.load(sql, known);
              if (taken.scheme() == ExternalIdScheme.DEFAULT) {
                forgetNumbers(sql, taken);
              }
              int next = RouteTable.put(sql, taken, target, fileHash, author, clock.instant());
              if (!taken.live()) {
                RoutePauseTable.clear(sql, taken.name());
              }
              RouteSet after = RouteTable.load(sql, before);
              if (after.named(taken.name()).filter(CompiledRoute::live).isPresent()) {
                resync.begin(sql, taken.name(), next, taken.firstN());
              }
              for (CompiledRoute other : before.relinked(after)) {
                resync.begin(sql, other.name(), other.version(), other.route().firstN());
              }
              return next;
            });
    routes.reload();
    return new Saved(taken, version, ready.warnings());
  }

  /**
   * What cannot be checked is a draft; a live route, or a file's, waits for the adapter instead.
   */
  private static Route takable(Route route, String unseen, boolean file, Problems problems) {
    if (unseen == null || (route.state() == RouteState.DRAFT && !file)) {
      return route;
    }
    if (route.live() || file) {
      throw Problem.unavailable(
          "The route cannot be %s before it is checked: %s"
              .formatted(file ? "taken" : "set live", unseen),
          java.time.Duration.ofSeconds(10));
    }
    problems.warning("state", "is draft, because the target could not be checked: " + unseen);
    return route.withState(RouteState.DRAFT);
  }

  public Saved changeState(String name, RouteState state, String author) {
    StoredRoute stored = find(name).orElseThrow(() -> unknown(name));
    return save(stored.route().withState(state), author, null, List.of());
  }

  public void remove(String name, String author) {
    StoredRoute stored = find(name).orElseThrow(() -> unknown(name));
    transactions.run(
        sql -> {
          RouteTable.change(sql);
          RouteTable.remove(sql, name, stored.version(), author, clock.instant());
          forgetNumbers(sql, stored.route());
        });
    routes.reload();
  }

  private static void forgetNumbers(Connection sql, Route route) throws SQLException {
    AccountNumberTable.forget(
        sql,
        route.to().connection(),
        route.to().object(),
        route.from().connection(),
        route.from().entity());
  }

  /** The saved route, ready to run. */
  public CompiledRoute compiled(String name) {
    return routes.newest().named(name).orElseThrow(() -> unknown(name));
  }

  /**
   * A document that is not saved, ready to run.
   *
   * @throws Problem with everything that is wrong with it
   */
  public CompiledRoute unsaved(JsonNode document) {
    Problems problems = new Problems();
    Route route = RouteDocuments.read(document, "route", problems);
    CompiledRoute compiled = CompiledRoute.compile(route, 0, null, problems);
    problems.check();
    return routes.newest().linking(compiled);
  }

  /** Whether a route of a file differs from what the file last said. */
  boolean changedInFile(Route route, String hash) {
    return find(route.name()).map(s -> !Objects.equals(s.fileHash(), hash)).orElse(true);
  }

  public static Problem unknown(String name) {
    return Problem.notFound("There is no route " + name);
  }
}
