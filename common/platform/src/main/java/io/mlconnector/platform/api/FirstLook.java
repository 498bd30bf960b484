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

/** Pings a connection once after it was saved, where its adapter asks for that. */
@ApplicationScoped
public class FirstLook implements OwnedWork {

  private static final Log LOG = Log.of(FirstLook.class);

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
    Thread look = new Thread(() -> look(owned), "first-look-" + owned.id());
    look.setDaemon(true);
    look.start();
    return () -> {};
  }

  private void look(Owned owned) {
    try {
      Optional<Instant> saved = store.find(owned.id()).map(StoredConnection::updated);
      if (saved.isPresent() && !isPingedSince(owned.id(), saved.get())) {
        pings.ping(owned);
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
