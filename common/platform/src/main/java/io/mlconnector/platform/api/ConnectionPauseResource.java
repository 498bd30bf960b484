package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseBody;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.platform.owner.OwnerGateway;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The pause of a single connection, also of one that comes from a mounted file. */
@Path("/api/connections/{id}/pause")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "pauses")
public class ConnectionPauseResource {

  private final ConnectionPauses pauses;
  private final OwnerGateway gateway;
  private final Clock clock;

  public ConnectionPauseResource(ConnectionPauses pauses, OwnerGateway gateway, Clock clock) {
    this.pauses = pauses;
    this.gateway = gateway;
    this.clock = clock;
  }

  @PUT
  @Operation(summary = "Pause a connection, with a reason and perhaps an end")
  public Pause pause(@PathParam("id") String id, byte[] body, @Context SecurityContext caller) {
    gateway.known(id);
    Pause pause =
        PauseBody.read(body).pause(Scope.CONNECTION, id, Person.name(caller), clock.instant());
    pauses.begin(pause);
    return pause;
  }

  @DELETE
  @Operation(summary = "Take the pause of a connection back")
  public void resume(@PathParam("id") String id, @Context SecurityContext caller) {
    gateway.known(id);
    pauses.end(Scope.CONNECTION, id, Person.name(caller));
  }
}
