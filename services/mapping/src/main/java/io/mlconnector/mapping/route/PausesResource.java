package io.mlconnector.mapping.route;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseBody;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What stands still in mapping: all of it, or single routes. */
@Path("/api/pauses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class PausesResource {

  private final RoutePauses pauses;
  private final SeenRoutes seen;
  private final Clock clock;
  private final Caller caller;

  public PausesResource(RoutePauses pauses, SeenRoutes seen, Clock clock, Caller caller) {
    this.seen = seen;
    this.caller = caller;
    this.pauses = pauses;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "What is paused here now: everything, single routes")
  public List<Pause> all() {
    return pauses.all().stream()
        .filter(each -> each.scope() != Scope.ROUTE || seen.has(each.name()))
        .toList();
  }

  @PUT
  @Path("/everything")
  @Operation(summary = "Take in no more changes; they stay at the broker until it goes on")
  public Pause pause(byte[] body, @Context SecurityContext person) {
    caller.needsAll();
    Pause pause =
        PauseBody.read(body).pause(Scope.EVERYTHING, "", Person.name(person), clock.instant());
    pauses.begin(pause);
    return pause;
  }

  @DELETE
  @Path("/everything")
  @Operation(summary = "Take that back")
  public void resume(@Context SecurityContext person) {
    caller.needsAll();
    pauses.end(Scope.EVERYTHING, "", Person.name(person));
  }
}
