package io.mlconnector.platform.delivery;

import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.owner.Owned;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The deliveries of one connection while it is owned here. An engine that a fault of ours ended is
 * replaced, as a crashed owner would be.
 */
final class OwnedDelivery implements AutoCloseable {

  private static final Log LOG = Log.of(OwnedDelivery.class);
  private static final int AGAIN_SECONDS = 5;

  private final Owned owned;
  private final Engines engines;
  private final ScheduledExecutorService restarts;
  private Engine engine;
  private boolean closed;

  OwnedDelivery(Owned owned, Engines engines, ScheduledExecutorService restarts) {
    this.owned = owned;
    this.engines = engines;
    this.restarts = restarts;
  }

  synchronized void start() {
    if (!closed) {
      engine = engines.open(owned.lease(), owned.connection(), owned.document(), this::died);
      engine.start();
    }
  }

  synchronized void wake() {
    if (engine != null) {
      engine.wake();
    }
  }

  private void died(Throwable cause) {
    LOG.error(cause, "Deliveries ended by a fault and start again", "connection", owned.id());
    try {
      restarts.schedule(this::restart, AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The service stops, deliveries do not start again", "connection", owned.id());
    }
  }

  private synchronized void restart() {
    end();
    start();
  }

  @Override
  public synchronized void close() {
    closed = true;
    end();
  }

  private void end() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }
}
