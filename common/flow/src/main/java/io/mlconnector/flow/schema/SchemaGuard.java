package io.mlconnector.flow.schema;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.schema.Schema.Finding;
import io.mlconnector.flow.schema.Schema.State;
import io.quarkus.runtime.LaunchMode;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
  private final String host;
  private final int port;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Finding finding = new Finding(State.UNKNOWN, "The database was not asked yet");

  @Inject
  public SchemaGuard(
      Flyway flyway,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this(new Schema(flyway)::look, AGAIN, host, LaunchMode.current() == LaunchMode.TEST ? 0 : port);
  }

  SchemaGuard(Supplier<Finding> look, Duration again, String host, int port) {
    this.look = look;
    this.again = again;
    this.host = host;
    this.port = port;
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
    if (fits()) {
      return;
    }
    try (WaitingRoom room = WaitingRoom.open(host, port, this::sentence)) {
      String told = null;
      do {
        if (!finding.sentence().equals(told)) {
          told = finding.sentence();
          LOG.warn("The service waits for its tables", "problem", told);
        }
        pause();
      } while (!fits());
      LOG.info("The tables are as this release needs them");
    }
  }

  private boolean fits() {
    finding = look.get();
    if (finding.state() == State.NEWER || finding.state() == State.BROKEN) {
      throw new ConfigurationException(finding.sentence());
    }
    return finding.state() == State.FITS;
  }

  /** Why it waits, where it does. */
  Optional<String> problem() {
    return Optional.ofNullable(finding.sentence());
  }

  private String sentence() {
    return problem().orElse("The service begins");
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
