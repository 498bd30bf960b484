package io.mlconnector.platform.webhook;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.webhook.WaitingCalls.Group;
import io.mlconnector.platform.webhook.WaitingCalls.WaitingCall;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

  /**
   * Calls that are not dealt with yet, the oldest first.
   *
   * @param after the last id of the page before
   * @param limit 500 at most
   */
  @GET
  @Path("/{id}/hooks")
  @Operation(summary = "Accepted calls that are not dealt with yet, oldest first")
  public List<WaitingCall> waiting(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("500") int limit) {
    gateway.known(id);
    return calls.of(id, after, Math.max(1, Math.min(limit, LIMIT)));
  }

  @GET
  @Path("/{id}/hooks/groups")
  @Operation(summary = "Accepted calls that are not dealt with yet, counted by hook and reason")
  public List<Group> groups(@PathParam("id") String id) {
    gateway.known(id);
    return calls.groups(id);
  }

  /** How many calls it was about. */
  public record Done(int calls) {}

  @POST
  @Path("/{id}/hooks/retry")
  @Operation(summary = "Try all parked calls again now")
  public Done retryParked(@PathParam("id") String id) {
    gateway.known(id);
    return new Done(calls.retryParked(id));
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
    return Problem.notFound(
        "Call %d is not there any more, or is still tried by itself: look at the list again"
            .formatted(call));
  }
}
