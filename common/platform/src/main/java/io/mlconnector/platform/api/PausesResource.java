package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseBody;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.spi.Adapter;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What stands still here. Nothing is polled or written for it; calls of the vendor and deliveries
 * are taken and wait. Each takes effect within a second, on any replica; what is under way ends.
 */
@Path("/api/pauses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "pauses")
public class PausesResource {

  private final ConnectionPauses pauses;
  private final Adapter adapter;
  private final Clock clock;
  private final Caller caller;

  public PausesResource(ConnectionPauses pauses, Adapter adapter, Clock clock, Caller caller) {
    this.pauses = pauses;
    this.adapter = adapter;
    this.clock = clock;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "What is paused here now: everything, the system, single connections")
  public List<Pause> all() {
    return pauses.all().stream()
        .filter(each -> each.scope() != Scope.CONNECTION || caller.scope().sees(each.name()))
        .toList();
  }

  @PUT
  @Path("/{scope: everything|system}")
  @Operation(summary = "Pause all connections, with a reason and perhaps an end")
  public Pause pause(
      @PathParam("scope") String scope, byte[] body, @Context SecurityContext person) {
    caller.needsAll();
    Pause pause =
        PauseBody.read(body).pause(scope(scope), name(scope), Person.name(person), clock.instant());
    pauses.begin(pause);
    return pause;
  }

  @DELETE
  @Path("/{scope: everything|system}")
  @Operation(summary = "Take a pause of all connections back")
  public void resume(@PathParam("scope") String scope, @Context SecurityContext person) {
    caller.needsAll();
    pauses.end(scope(scope), name(scope), Person.name(person));
  }

  private static Scope scope(String text) {
    return text.equals("system") ? Scope.SYSTEM : Scope.EVERYTHING;
  }

  /** The system's own name: there is one system here. */
  private String name(String scope) {
    return scope.equals("system") ? adapter.system() : "";
  }
}
