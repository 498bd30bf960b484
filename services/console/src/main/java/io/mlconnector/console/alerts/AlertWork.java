package io.mlconnector.console.alerts;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.lease.LeasedWork;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Watches and sends, on one replica at a time. */
@ApplicationScoped
public class AlertWork implements LeasedWork {

  /** The lease. */
  static final String NAME = "alerts";

  private static final Log LOG = Log.of(AlertWork.class);
  private static final long POST_SECONDS = 5;
  private static final long CLOSE_SECONDS = 20;

  private final AlertsConfig config;
  private final Glance glance;
  private final Watch watch;
  private final Post post;

  AlertWork(AlertsConfig config, Glance glance, Watch watch, Post post) {
    this.config = config;
    this.glance = glance;
    this.watch = watch;
    this.post = post;
  }

  @Override
  public Set<String> wanted() {
    return config.enabled() ? Set.of(NAME) : Set.of();
  }

  /** Two threads: a receiver that is slow does not keep us from looking. */
  @Override
  public AutoCloseable start(Lease lease) {
    ScheduledExecutorService threads =
        new ScheduledThreadPoolExecutor(2, task -> new Thread(task, NAME));
    threads.scheduleWithFixedDelay(
        () -> guarded(() -> watch.look(lease, glance.now())),
        0,
        config.every().toMillis(),
        TimeUnit.MILLISECONDS);
    threads.scheduleWithFixedDelay(
        () -> guarded(() -> post.send(lease)), POST_SECONDS, POST_SECONDS, TimeUnit.SECONDS);
    return () -> {
      threads.shutdownNow();
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    };
  }

  /** A look that fails is followed by the next one. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (LeaseLost e) {
      LOG.debug("Another replica watches");
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "Alerts wait for the database");
    } catch (RuntimeException e) {
      LOG.error(e, "A look for alerts failed");
    }
  }
}
