package io.mlconnector.mapping.route;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.mapping.MappingConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes routes from the mounted file, at the start and when it changes. A file or a route that is
 * wrong leaves what runs as it is, and says why until it is put right.
 */
@ApplicationScoped
public class RoutesFile {

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Log LOG = Log.of(RoutesFile.class);

  private final Optional<Path> file;
  private final RouteKeeper keeper;
  private final DefaultRoutes defaults;
  private final Clock clock;
  private String taken = "";
  private String refused = "";
  private Duration pause = SHORTEST;
  private Instant again = Instant.MIN;
  private volatile String problem;
  private volatile List<Route> said;

  public RoutesFile(MappingConfig config, RouteKeeper keeper, DefaultRoutes defaults, Clock clock) {
    this.defaults = defaults;
    this.clock = clock;
    this.file = config.file();
    this.keeper = keeper;
  }

  /** What is wrong with the file; null where nothing is. */
  public String problem() {
    return problem;
  }

  /**
   * What the file said when it could last be read, shipped routes that it asks for included; empty
   * before that.
   */
  Optional<List<Route>> said() {
    return Optional.ofNullable(said);
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (file.isEmpty()) {
      return;
    }
    try {
      String text = Files.readString(file.get());
      if (text.equals(taken) || (text.equals(refused) && clock.instant().isBefore(again))) {
        return;
      }
      later(text);
      List<Route> all = all(RouteYaml.read(text));
      said = all;
      if (takeAll(all)) {
        taken = text;
        report(null);
      }
    } catch (IOException e) {
      report("The routes file cannot be read: " + e.getMessage());
    } catch (Problem e) {
      report(words(e));
    } catch (DatabaseUnavailable e) {
      LOG.debug("The routes file waits for the database");
    }
  }

  /** The file's own routes, and the shipped ones that it asks for and does not replace. */
  private List<Route> all(RouteYaml.File file) {
    Map<String, Route> byName = new LinkedHashMap<>();
    for (RouteYaml.Defaults wanted : file.defaults()) {
      DefaultRoutes.Shipped shipped = defaults.between(wanted);
      if (wanted.createFields() && shipped.routes().stream().anyMatch(this::isNews)) {
        defaults.createFields(shipped, wanted);
      }
      shipped.routes().forEach(route -> byName.put(route.name(), route));
    }
    file.routes().forEach(route -> byName.put(route.name(), route));
    return List.copyOf(byName.values());
  }

  /** What is refused now is tried again less and less often: each try asks the vendor. */
  private void later(String text) {
    pause = text.equals(refused) ? pause.multipliedBy(2) : SHORTEST;
    pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    refused = text;
    again = clock.instant().plus(pause);
  }

  /** Takes the routes that are right, also without those that are not; true where all are. */
  private boolean takeAll(List<Route> routes) {
    Map<String, String> problems = new LinkedHashMap<>();
    List<Route> right = new ArrayList<>(routes.stream().filter(this::isNews).toList());
    // A route that links to one that cannot be taken now cannot be taken now either.
    Map<String, RouteKeeper.Ready> ready = new LinkedHashMap<>();
    while (right.removeIf(route -> isWrong(route, List.copyOf(right), ready, problems))) {
      LOG.debug("Routes that need the ones taken out are looked at again");
    }
    for (Route route : right) {
      RouteKeeper.Saved saved = keeper.save(ready.get(route.name()), "file", hash(route));
      LOG.info("A route is taken from the file", "route", route.name(), "version", saved.version());
    }
    if (!problems.isEmpty()) {
      report(String.join("; ", problems.values()));
    }
    return problems.isEmpty();
  }

  private boolean isWrong(
      Route route,
      List<Route> others,
      Map<String, RouteKeeper.Ready> ready,
      Map<String, String> problems) {
    try {
      ready.put(route.name(), keeper.check(route, true, others));
      return false;
    } catch (Problem e) {
      problems.put(route.name(), route.name() + ": " + words(e));
      return true;
    }
  }

  private boolean isNews(Route route) {
    return keeper.changedInFile(route, hash(route));
  }

  private static String hash(Route route) {
    return Integer.toHexString(RouteDocuments.text(route).hashCode());
  }

  private void report(String now) {
    if (now != null && !now.equals(problem)) {
      LOG.warn("The routes file has a problem", "file", file.get(), "problem", now);
    }
    problem = now;
  }

  private static String words(Problem problem) {
    return problem.getMessage()
        + problem.errors().stream()
            .map(error -> error.field() + " " + error.problem())
            .collect(Collectors.joining("; ", problem.errors().isEmpty() ? "" : ": ", ""));
  }
}
