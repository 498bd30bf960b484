package io.mlconnector.mapping.route;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.mapping.MappingConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes routes from the mounted file, at the start and when it changes. A file or a route that is
 * wrong leaves what runs as it is, and says why until it is put right.
 */
@ApplicationScoped
public class RoutesFile {

  private static final Logger LOG = Logger.getLogger(RoutesFile.class);

  private final Optional<Path> file;
  private final RouteKeeper keeper;
  private String taken = "";
  private volatile String problem;

  public RoutesFile(MappingConfig config, RouteKeeper keeper) {
    this.file = config.file();
    this.keeper = keeper;
  }

  /** What is wrong with the file; null where nothing is. */
  public String problem() {
    return problem;
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (file.isEmpty()) {
      return;
    }
    try {
      String text = Files.readString(file.get());
      if (!text.equals(taken) && takeAll(RouteYaml.read(text))) {
        taken = text;
        report(null);
      }
    } catch (IOException e) {
      report("The routes file cannot be read: " + e.getMessage());
    } catch (Problem e) {
      report(words(e));
    } catch (DatabaseUnavailable e) {
      LOG.debug("routes file waits for the database");
    }
  }

  private boolean takeAll(List<Route> routes) {
    boolean all = true;
    StringBuilder problems = new StringBuilder();
    for (Route route : routes) {
      String hash = Integer.toHexString(RouteDocuments.text(route).hashCode());
      if (!keeper.changedInFile(route, hash)) {
        continue;
      }
      try {
        RouteKeeper.Saved saved = keeper.save(route, "file", hash, routes);
        LOG.infof("route taken from file route=%s version=%d", route.name(), saved.version());
      } catch (Problem e) {
        all = false;
        problems.append(route.name()).append(": ").append(words(e)).append(' ');
      }
    }
    if (!all) {
      report(problems.toString().strip());
    }
    return all;
  }

  private void report(String now) {
    if (now != null && !now.equals(problem)) {
      LOG.warnf("routes file is not taken file=%s problem=%s", file.get(), now);
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
