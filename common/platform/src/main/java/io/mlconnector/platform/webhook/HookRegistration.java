package io.mlconnector.platform.webhook;

import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnedWork;
import io.mlconnector.spi.VendorFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Where that is wanted, the owner of a connection sets its hooks up at the vendor by itself. */
@ApplicationScoped
public class HookRegistration implements OwnedWork {

  private static final Log LOG = Log.of(HookRegistration.class);
  private static final int AGAIN_SECONDS = 30;
  private static final int CLOSE_SECONDS = 3;

  private final Hooks hooks;
  private final WebhookConfig config;

  HookRegistration(Hooks hooks, WebhookConfig config) {
    this.hooks = hooks;
    this.config = config;
  }

  @Override
  public AutoCloseable start(Owned owned) {
    if (config.register() != WebhookConfig.Register.AUTO) {
      return () -> {};
    }
    ScheduledExecutorService turns =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "register-hooks-" + owned.id());
              thread.setDaemon(true);
              return thread;
            });
    turns.scheduleWithFixedDelay(() -> look(owned), 0, AGAIN_SECONDS, TimeUnit.SECONDS);
    return () -> {
      turns.shutdownNow();
      if (!turns.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A hook is still being set up", "connection", owned.id());
      }
    };
  }

  private void look(Owned owned) {
    try {
      hooks.registerMissing(owned);
    } catch (LeaseLost e) {
      LOG.debug("Ownership is over", "connection", owned.id());
    } catch (VendorFailure | DatabaseUnavailable | Problem e) {
      LOG.warn(e, "Hooks cannot be set up now; tried again", "connection", owned.id());
    } catch (RuntimeException e) {
      LOG.error(e, "Hooks cannot be set up", "connection", owned.id());
    }
  }
}
