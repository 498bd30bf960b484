package io.mlconnector.platform.owner;

import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that this replica owns now and whose work runs. */
@ApplicationScoped
public class OwnedConnections {

  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Map<String, Owned> owned = new ConcurrentHashMap<>();

  /** The connection, where it is owned here. */
  public Optional<Owned> find(String connection) {
    return Optional.ofNullable(owned.get(connection)).filter(one -> one.lease().holds());
  }

  /**
   * The connection, which must be owned here.
   *
   * @throws Problem asking to come again, where it is not
   */
  public Owned require(String connection) {
    return find(connection)
        .orElseThrow(
            () ->
                Problem.unavailable(
                    "Connection %s has no owner right now; try again".formatted(connection),
                    AGAIN));
  }

  /** All connections that are owned here. */
  public Collection<Owned> all() {
    return List.copyOf(owned.values());
  }

  void add(Owned one) {
    owned.put(one.id(), one);
  }

  void remove(Owned one) {
    owned.remove(one.id(), one);
  }
}
