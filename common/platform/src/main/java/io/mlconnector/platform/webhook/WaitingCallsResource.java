package io.mlconnector.platform.webhook;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.webhook.WaitingCalls.WaitingCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calls of vendors that wait or are parked; their contents are not shown. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "hooks")
public class WaitingCallsResource {

  private static final int LIMIT = 500;

  private final OwnerGateway gateway;
  private final WaitingCalls calls;

  public WaitingCallsResource(OwnerGateway gateway, WaitingCalls calls) {
    this.gateway = gateway;
    this.calls = calls;
  }

  @GET
  @Path("/{id}/hooks")
  @Operation(summary = "Accepted calls that are not dealt with yet, oldest first")
  public List<WaitingCall> waiting(@PathParam("id") String id) {
    gateway.known(id);
    return calls.of(id, LIMIT);
  }

  @POST
  @Path("/{id}/hooks/{call}/retry")
  @Operation(summary = "Try a call again now")
  public void retry(@PathParam("id") String id, @PathParam("call") long call) {
    gateway.known(id);
    if (!calls.retry(id, call)) {
      throw unknown(call);
    }
  }

  @POST
  @Path("/{id}/hooks/{call}/dismiss")
  @Operation(summary = "Drop a parked call; polls still find what changed")
  public void dismiss(@PathParam("id") String id, @PathParam("call") long call) {
    gateway.known(id);
    if (!calls.dismiss(id, call)) {
      throw unknown(call);
    }
  }

  private static Problem unknown(long call) {
    return Problem.notFound("There is no call %d that this can be done with".formatted(call));
  }
}
