package io.mlconnector.platform.connection;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.spi.Adapter;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Follows the mounted file with connections: at the start, when it changes, and while something is
 * wrong with it. A broken file keeps what runs, and is reported until it is mended.
 */
@ApplicationScoped
public class ConnectionsFile {

  private static final Log LOG = Log.of(ConnectionsFile.class);

  private final Path file;
  private final FileConnections connections;
  private final SystemProblems problems;
  private String applied;

  @Inject
  ConnectionsFile(
      ConnectionsConfig config,
      Adapter adapter,
      ConnectionStore store,
      Connections connections,
      SystemProblems problems) {
    this(
        config.file().orElse(null),
        new FileConnections(adapter, config.systems(), store, connections),
        problems);
  }

  ConnectionsFile(Path file, FileConnections connections, SystemProblems problems) {
    this.file = file;
    this.connections = connections;
    this.problems = problems;
  }

  void onStart(@Observes @Priority(2600) StartupEvent event) {
    follow();
  }

  /** Applies the file where it changed since it was last applied without a problem. */
  @Scheduled(
      every = "${mlconnector.connections.check:3s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  synchronized void follow() {
    if (file == null) {
      return;
    }
    try {
      String content = Files.readString(file);
      if (content.equals(applied)) {
        return;
      }
      List<String> found = connections.apply(content);
      report(found);
      applied = found.isEmpty() ? content : null;
    } catch (NoSuchFileException e) {
      report(List.of("does not exist: mount it, or unset mlconnector.connections.file"));
    } catch (IOException e) {
      report(List.of("cannot be read (%s)".formatted(e.getClass().getSimpleName())));
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "The connections file waits for the database");
    } catch (KeysetWaits e) {
      LOG.warn(e, "The connections file waits for the keyset");
    }
  }

  private void report(List<String> found) {
    if (!problems.set("connections file " + file, found)) {
      return;
    }
    if (found.isEmpty()) {
      LOG.info("The connections file is applied", "file", file);
    }
    found.forEach(
        problem ->
            LOG.warn("The connections file has a problem", "file", file, "problem", problem));
  }
}
