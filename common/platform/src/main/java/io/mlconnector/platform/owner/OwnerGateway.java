package io.mlconnector.platform.owner;

import io.mlconnector.flow.lease.Leases;
import io.mlconnector.flow.lease.Owner;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.connection.ConnectionState;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.StoredConnection;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has an operation done by the owner of a connection: here, where that is this replica, or by
 * sending the same request on to the replica that it is.
 */
@ApplicationScoped
public class OwnerGateway {

  static final String FORWARDED = "X-Mlconnector-Forwarded";
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration TAKEOVER = Duration.ofSeconds(10);

  private final ConnectionStore store;
  private final ConnectionStates states;
  private final OwnedConnections owned;
  private final Leases leases;
  private final Forwarding forwarding;
  private final CurrentVertxRequest current;

  OwnerGateway(
      ConnectionStore store,
      ConnectionStates states,
      OwnedConnections owned,
      Leases leases,
      OwnerConfig config,
      CurrentVertxRequest current) {
    this.store = store;
    this.states = states;
    this.owned = owned;
    this.leases = leases;
    this.forwarding = new Forwarding(config.forwardTimeout());
    this.current = current;
  }

  /**
   * Has it done during a REST request.
   *
   * @param body of the request as it came; null for none
   * @param operation runs here or not at all; what it returns is the answer's body
   * @return the answer, from here or from the owner
   * @throws Problem 404 for an unknown connection, 409 for one that is switched off or cannot be
   *     started, 503 with a time to come again where it has no owner right now
   */
  public Response onOwner(String connection, byte[] body, Function<Owned, ?> operation) {
    Optional<Owned> here = owned.find(connection);
    if (here.isPresent()) {
      return Response.ok(operation.apply(here.get())).build();
    }
    refuseWithoutWork(connection);
    HttpServerRequest request = current.getCurrent().request();
    Owner owner =
        leases
            .owner(ConnectionOwner.leaseOf(connection))
            .orElseThrow(
                () ->
                    Problem.unavailable(
                        "Connection %s has no owner right now; one is found within seconds"
                            .formatted(connection),
                        TAKEOVER));
    if (owner.replica().equals(leases.replica()) || request.getHeader(FORWARDED) != null) {
      throw Problem.unavailable(
          "Connection %s is being taken over; try again".formatted(connection), SOON);
    }
    return forwarding.send(owner, request, body);
  }

  /** The connection. */
  public StoredConnection known(String connection) {
    return store
        .find(connection)
        .orElseThrow(() -> Problem.notFound("There is no connection %s".formatted(connection)));
  }

  private void refuseWithoutWork(String connection) {
    if (!known(connection).document().enabled()) {
      throw Problem.conflict(
          "Connection %s is switched off: set enabled to true first".formatted(connection));
    }
    Optional<String> reason = cannotStart(connection);
    if (reason.isPresent()) {
      throw Problem.conflict("Connection %s: %s".formatted(connection, reason.get()));
    }
  }

  /** Why the owner cannot start the connection's work, where it cannot. */
  public Optional<String> cannotStart(String connection) {
    ConnectionState state = states.of(connection);
    return Ownership.BY.equals(state.attentionBy())
        ? Optional.of(state.attention())
        : Optional.empty();
  }
}
