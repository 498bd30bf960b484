package io.mlconnector.mapping.route;

import io.mlconnector.mapping.adapter.KnownConnection;
import java.util.Optional;

/**
 * Keeps records of one environment out of another. A connection that names no environment is held
 * to none, and that is said; two names are the same whatever their case.
 */
final class EnvironmentCheck {

  private static final String AT = "acrossEnvironments";

  private final Problems problems;

  EnvironmentCheck(Problems problems) {
    this.problems = problems;
  }

  /** Checks a route between these, as they are or as they were seen last. */
  void run(Route route, Optional<KnownConnection> source, Optional<KnownConnection> target) {
    if (source.isEmpty() || target.isEmpty() || route.acrossEnvironments() != null) {
      return;
    }
    String from = source.get().environment();
    String to = target.get().environment();
    if (from != null && to != null && !from.equalsIgnoreCase(to)) {
      problems.error(
          AT,
          ("is not said, and the route leads from %s, which is %s, to %s, which is %s: choose"
                  + " connections of one environment, or say acrossEnvironments: true")
              .formatted(source.get().id(), from, target.get().id(), to));
    } else if ((from == null) != (to == null)) {
      KnownConnection silent = from == null ? source.get() : target.get();
      problems.warning(
          AT,
          "cannot be checked: connection %s names no environment, and %s is %s"
              .formatted(
                  silent.id(),
                  (from == null ? target : source).get().id(),
                  from == null ? to : from));
    }
  }
}
