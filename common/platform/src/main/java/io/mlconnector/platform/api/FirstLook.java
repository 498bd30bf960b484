package io.mlconnector.platform.api;

import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnedWork;
import io.mlconnector.spi.Adapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Pings a connection once after it was saved, where its adapter asks for that. */
@ApplicationScoped
public class FirstLook implements OwnedWork {

  private static final Log LOG = Log.of(FirstLook.class);

  /** Longer than any call may take to notice that it is to end. */
  private static final int CLOSE_SECONDS = 5;

  private final Adapter adapter;
  private final ConnectionStore store;
  private final ConnectionStates states;
  private final Pings pings;

  FirstLook(Adapter adapter, ConnectionStore store, ConnectionStates states, Pings pings) {
    this.adapter = adapter;
    this.store = store;
    this.states = states;
    this.pings = pings;
  }

  @Override
  public AutoCloseable start(Owned owned) {
    if (!adapter.checkedWhenSaved()) {
      return () -> {};
    }
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService turn =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "first-look-" + owned.id());
              thread.setDaemon(true);
              return thread;
            });
    turn.execute(() -> look(owned, over));
    turn.shutdown();
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
   */
  private void look(Owned owned, AtomicBoolean over) {
    try {
      Optional<Instant> saved = store.find(owned.id()).map(StoredConnection::updated);
      if (saved.isPresent() && !isPingedSince(owned.id(), saved.get())) {
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

  private boolean isPingedSince(String connection, Instant saved) {
    var ping = states.of(connection).ping();
    return ping != null && !Instant.parse(ping.path("at").asText()).isBefore(saved);
  }
}
