package io.mlconnector.platform.api;

import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnedWork;
import io.mlconnector.spi.Adapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Pings a connection once after it was saved, and from time to time, where its adapter asks for
 * that.
 */
@ApplicationScoped
public class FirstLook implements OwnedWork {

  private static final Log LOG = Log.of(FirstLook.class);

  /** Longer than any call may take to notice that it is to end. */
  private static final int CLOSE_SECONDS = 5;

  /** How often it is looked whether a ping is due. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Adapter adapter;
  private final ConnectionStore store;
  private final ConnectionStates states;
  private final Pings pings;
  private final Clock clock;

  FirstLook(
      Adapter adapter, ConnectionStore store, ConnectionStates states, Pings pings, Clock clock) {
    this.adapter = adapter;
    this.store = store;
    this.states = states;
    this.pings = pings;
    this.clock = clock;
  }

  @Override
  public AutoCloseable start(Owned owned) {
    Duration every = adapter.checkedEvery();
    if (!adapter.checkedWhenSaved() && every == null) {
      return () -> {};
    }
    AtomicBoolean over = new AtomicBoolean();
    ScheduledExecutorService turn =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "first-look-" + owned.id());
              thread.setDaemon(true);
              return thread;
            });
    if (every == null) {
      turn.execute(() -> look(owned, over, null));
      turn.shutdown();
    } else {
      turn.scheduleWithFixedDelay(
          () -> look(owned, over, every), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    return () -> {
      over.set(true);
      turn.shutdownNow();
      if (!turn.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A connection is still being looked at", "connection", owned.id());
      }
    };
  }

  /**
   * @param over whether the ownership has ended: what was found then says nothing of the connection
   * @param every how old the last ping may be; null for any age
   */
  private void look(Owned owned, AtomicBoolean over, Duration every) {
    try {
      Optional<Instant> saved = store.find(owned.id()).map(StoredConnection::updated);
      if (saved.isPresent() && isDue(owned.id(), saved.get(), every)) {
        PingResult found = pings.look(owned);
        if (!over.get()) {
          pings.keep(owned.id(), found);
        }
      }
    } catch (RuntimeException e) {
      // Whoever owns the connection next looks, and a person can ask at any time.
      LOG.info("Connection not looked at", "connection", owned.id(), "reason", e.getMessage());
    }
  }

  private boolean isDue(String connection, Instant saved, Duration every) {
    if (adapter.checkedWhenSaved() && !isPingedSince(connection, saved)) {
      return true;
    }
    return every != null && !isPingedSince(connection, clock.instant().minus(every));
  }

  private boolean isPingedSince(String connection, Instant saved) {
    var ping = states.of(connection).ping();
    return ping != null && !Instant.parse(ping.path("at").asText()).isBefore(saved);
  }
}
