package io.mlconnector.mapping.route;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells, each minute and when asked, which routes are not as the mounted file says. */
@Startup
@ApplicationScoped
public class RoutesFileDrift {

  private static final Logger LOG = Logger.getLogger(RoutesFileDrift.class);

  private final RoutesFile file;
  private final RouteKeeper keeper;
  private volatile Set<String> told = Set.of();

  public RoutesFileDrift(RoutesFile file, RouteKeeper keeper, MeterRegistry registry) {
    this.file = file;
    this.keeper = keeper;
    Gauge.builder("mlconnector.routes.drifted", () -> told.size())
        .description("Routes that are not as the mounted file says")
        .register(registry);
  }

  /** Empty where there is no file, or none could be read yet. */
  public List<RouteDrift> now() {
    return file.said().map(said -> RouteDrift.between(said, keeper.all())).orElse(List.of());
  }

  @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      List<RouteDrift> now = now();
      Set<String> before = told;
      told = now.stream().map(RouteDrift::route).collect(Collectors.toSet());
      now.stream()
          .filter(drift -> !before.contains(drift.route()))
          .forEach(
              drift ->
                  LOG.warnf(
                      "route is not as the routes file says route=%s how=%s where=%s by=%s",
                      drift.route(), drift.kind(), drift.paths(), drift.author()));
      Set<String> over = new HashSet<>(before);
      over.removeAll(told);
      over.forEach(route -> LOG.infof("route is as the routes file says route=%s", route));
    } catch (DatabaseUnavailable e) {
      LOG.debug("drift of the routes file waits for the database");
    }
  }
}
