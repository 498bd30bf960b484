package io.mlconnector.platform.owner;

import io.mlconnector.flow.kafka.Producers;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeasedWork;
import io.mlconnector.flow.outbox.OutboxRelay;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.ConnectionsConfig;
import io.mlconnector.platform.vendor.VendorConnections;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has every connection of this adapter's system that is switched on owned by one replica. */
@ApplicationScoped
public class ConnectionOwner implements LeasedWork {

  private static final String PREFIX = "connection/";
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final OwnerParts parts;
  private final Duration check;
  private final Map<String, Ownership> ownerships = new ConcurrentHashMap<>();

  @Inject
  ConnectionOwner(
      ConnectionStore store,
      Connections connections,
      ConnectionStates states,
      VendorConnections vendor,
      Producers producers,
      OutboxRelay relay,
      @All List<OwnedWork> works,
      OwnedConnections owned,
      ConnectionsConfig config) {
    this(
        new OwnerParts(
            store, connections, states, vendor, producers::open, relay::start, works, owned),
        config.check());
  }

  ConnectionOwner(OwnerParts parts, Duration check) {
    this.parts = parts;
    this.check = check;
  }

  /** The name of a connection's lease, which is the name of its outbox lane too. */
  public static String leaseOf(String connection) {
    return PREFIX + connection;
  }

  @Override
  public Set<String> wanted() {
    return parts.store().enabledVersions().keySet().stream()
        .map(ConnectionOwner::leaseOf)
        .collect(Collectors.toSet());
  }

  @Override
  public AutoCloseable start(Lease lease) {
    String id = lease.name().substring(PREFIX.length());
    Ownership ownership = new Ownership(id, lease, parts).begin(check);
    ownerships.put(id, ownership);
    return () -> {
      ownerships.remove(id, ownership);
      ownership.close();
    };
  }

  /**
   * Does something while a connection's work rests, which is owned here; then it goes on, with what
   * is stored by then.
   *
   * @throws Problem asking to come again where it is not owned here
   */
  public <T> T resting(String connection, Function<Lease, T> action) {
    Ownership ownership = ownerships.get(connection);
    if (ownership == null) {
      throw Problem.unavailable(
          "Connection %s has no owner right now; try again".formatted(connection), AGAIN);
    }
    return ownership.resting(action);
  }

  /** Has one connection follow a change of its document at once, where it is owned here. */
  public void changed(String connection) {
    Ownership ownership = ownerships.get(connection);
    if (ownership != null) {
      ownership.changed();
    }
  }
}
