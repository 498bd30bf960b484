package io.mlconnector.flow.schema;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.schema.Schema.Finding;
import io.mlconnector.flow.schema.Schema.State;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;

/**
 * Lets the service begin once the tables are those that it knows: it waits, without being ready,
 * while a job still has to migrate them, and refuses to start on tables of a later release.
 */
@Singleton
public class SchemaGuard {

  private static final Log LOG = Log.of(SchemaGuard.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Supplier<Finding> look;
  private final Duration again;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Finding finding = new Finding(State.UNKNOWN, "The database was not asked yet");

  @Inject
  public SchemaGuard(Flyway flyway) {
    this(new Schema(flyway)::look, AGAIN);
  }

  SchemaGuard(Supplier<Finding> look, Duration again) {
    this.look = look;
    this.again = again;
  }

  /** Before everything else that uses tables. */
  void onStart(@Observes @Priority(-1000) StartupEvent event) {
    Thread stop = new Thread(stopped::countDown, "schema-guard-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      await();
    } finally {
      forget(stop);
    }
  }

  /**
   * @throws ConfigurationException where waiting does not help, saying what does
   */
  void await() {
    String told = null;
    while (true) {
      finding = look.get();
      switch (finding.state()) {
        case FITS -> {
          if (told != null) {
            LOG.info("The tables are as this release needs them");
          }
          return;
        }
        case NEWER, BROKEN -> throw new ConfigurationException(finding.sentence());
        default -> {
          if (!finding.sentence().equals(told)) {
            told = finding.sentence();
            LOG.warn("The service waits for its tables", "problem", told);
          }
        }
      }
      pause();
    }
  }

  /** Why it waits, where it does. */
  Optional<String> problem() {
    return Optional.ofNullable(finding.sentence());
  }

  private void pause() {
    try {
      if (stopped.await(again.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Stopped while the service waited for its tables");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the service waited for its tables", e);
    }
  }

  private static void forget(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // The JVM is stopping: the hook has done its work.
      LOG.debug("The service stops while it starts");
    }
  }
}
