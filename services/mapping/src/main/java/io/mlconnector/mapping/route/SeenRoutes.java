package io.mlconnector.mapping.route;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Routes as far as the caller sees both of their connections; others are as if there were none. */
@ApplicationScoped
public class SeenRoutes {

  private final RouteKeeper keeper;
  private final Caller caller;

  public SeenRoutes(RouteKeeper keeper, Caller caller) {
    this.keeper = keeper;
    this.caller = caller;
  }

  public List<StoredRoute> all() {
    return keeper.all().stream().filter(stored -> sees(stored.route())).toList();
  }

  /**
   * A route.
   *
   * @throws Problem 404 where there is none that the caller sees
   */
  public StoredRoute one(String name) {
    return keeper
        .find(name)
        .filter(stored -> sees(stored.route()))
        .orElseThrow(() -> RouteKeeper.unknown(name));
  }

  /** Whether there is a route of that name that the caller sees. */
  public boolean has(String name) {
    return keeper.find(name).filter(stored -> sees(stored.route())).isPresent();
  }

  /**
   * Lets through a name that no route has which the caller does not see.
   *
   * @throws Problem 404
   */
  void free(String name) {
    Optional<StoredRoute> before = keeper.find(name);
    if (before.isPresent() && !sees(before.get().route())) {
      throw Problem.notFound(
          "There is no route %s that you see; save yours under another name".formatted(name));
    }
  }

  /**
   * Lets through a document between connections that are seen.
   *
   * @throws Problem 404
   */
  void needs(Route route) {
    caller.sees(route.from().connection(), route.to().connection());
  }

  /** A version; that of a removed route is seen by its former connections. */
  boolean sees(RouteVersion version) {
    return version.route() == null || sees(version.route());
  }

  boolean sees(Route route) {
    return caller.scope().sees(route.from().connection(), route.to().connection());
  }
}
