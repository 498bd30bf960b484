package io.mlconnector.platform.erasure;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.erasure.Erasure.Held;
import io.mlconnector.flow.erasure.Erasure.Lifted;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Forgetting a person in this service, for admins who see all connections; the console asks every
 * service. Nothing is deleted at the vendor.
 */
@Path("/api/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "erasures")
@Needs(Role.ADMIN)
@Blocking
public class ErasuresResource {

  private final Eraser eraser;
  private final Caller caller;

  public ErasuresResource(Eraser eraser, Caller caller) {
    this.eraser = eraser;
    this.caller = caller;
  }

  @POST
  @Path("/look")
  @Operation(summary = "Count what is held of a person; changes nothing")
  public Held look(Erasure whom) {
    return eraser.look(given(whom));
  }

  @POST
  @Path("/{erasure}")
  @Operation(summary = "Forget a person; ask again until nothing is open")
  public Done erase(@PathParam("erasure") String erasure, Erasure whom) {
    return eraser.erase(erasure, given(whom));
  }

  @DELETE
  @Path("/{erasure}")
  @Operation(summary = "Let the records of an erased person come back, with their next change")
  public Lifted lift(@PathParam("erasure") String erasure) {
    caller.needsAll();
    return eraser.lift(erasure);
  }

  private Erasure given(Erasure whom) {
    caller.needsAll();
    if (whom == null) {
      throw Problem.badRequest("Send {\"records\": [\"…\"], \"mails\": [\"…\"]}");
    }
    return whom;
  }
}
