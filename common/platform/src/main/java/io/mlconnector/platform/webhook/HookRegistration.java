package io.mlconnector.platform.webhook;

import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnedWork;
import io.mlconnector.platform.poll.StreamControl;
import io.mlconnector.platform.poll.StreamState;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.VendorFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The owner of a connection sets its hooks up at the vendor, where that is wanted, and renews those
 * that the vendor forgets after a while.
 */
@ApplicationScoped
public class HookRegistration implements OwnedWork {

  private static final Log LOG = Log.of(HookRegistration.class);
  private static final int CLOSE_SECONDS = 3;

  private final Hooks hooks;
  private final Adapter adapter;
  private final StreamControl streams;
  private final WebhookConfig config;

  HookRegistration(Hooks hooks, Adapter adapter, StreamControl streams, WebhookConfig config) {
    this.hooks = hooks;
    this.adapter = adapter;
    this.streams = streams;
    this.config = config;
  }

  @Override
  public AutoCloseable start(Owned owned) {
    boolean nothingToDo =
        config.register() != WebhookConfig.Register.AUTO
            && adapter.webhooks().stream()
                .allMatch(hook -> hook.life(owned.connection().settings()) == null);
    if (nothingToDo) {
      return () -> {};
    }
    ScheduledExecutorService turns =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "register-hooks-" + owned.id());
              thread.setDaemon(true);
              return thread;
            });
    turns.scheduleWithFixedDelay(
        () -> look(owned), 0, config.look().toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      turns.shutdownNow();
      if (!turns.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A hook is still being set up", "connection", owned.id());
      }
    };
  }

  private void catchUp(Owned owned) {
    for (StreamState stream : streams.streams(owned.id())) {
      if (stream.enabled()) {
        streams.pollNow(owned, stream.stream());
      }
    }
  }

  private void look(Owned owned) {
    try {
      if (config.register() == WebhookConfig.Register.AUTO) {
        hooks.registerMissing(owned);
      }
      if (hooks.renewDue(owned)) {
        LOG.warn("A hook had lapsed; all streams are polled", "connection", owned.id());
        catchUp(owned);
      }
    } catch (LeaseLost e) {
      LOG.debug("Ownership is over", "connection", owned.id());
    } catch (VendorFailure | DatabaseUnavailable | Problem e) {
      LOG.warn(e, "Hooks cannot be set up now; tried again", "connection", owned.id());
    } catch (RuntimeException e) {
      LOG.error(e, "Hooks cannot be set up", "connection", owned.id());
    }
  }
}
