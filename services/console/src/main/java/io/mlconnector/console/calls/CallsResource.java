package io.mlconnector.console.calls;

import io.mlconnector.console.calls.CallDesk.Call;
import io.mlconnector.console.calls.CallDesk.Groups;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
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

/** Calls of vendors that are not dealt with yet, by REST. */
@Path("/api/calls")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "calls")
@Blocking
public class CallsResource {

  private final CallDesk desk;

  public CallsResource(CallDesk desk) {
    this.desk = desk;
  }

  /** How many calls it was about. */
  public record Retried(long calls) {}

  @GET
  @Operation(summary = "Calls of vendors that wait, counted by reason")
  public Groups groups(@QueryParam("connection") @DefaultValue("") String connection) {
    return desk.groups(connection);
  }

  @GET
  @Path("/{connection}")
  @Operation(summary = "Calls of a connection that wait, the oldest first, 50 to a page")
  public List<Call> calls(
      @PathParam("connection") String connection,
      @QueryParam("after") @DefaultValue("0") long after) {
    return desk.calls(connection, after);
  }

  @POST
  @Path("/{connection}/retry")
  @Operation(summary = "Have all parked calls of a connection tried again now")
  public Retried retryAll(@PathParam("connection") String connection) {
    return new Retried(desk.retryAll(connection));
  }

  @POST
  @Path("/{connection}/{call}/retry")
  @Operation(summary = "Have a call tried again now")
  public void retry(@PathParam("connection") String connection, @PathParam("call") long call) {
    desk.retry(connection, call);
  }

  @POST
  @Path("/{connection}/{call}/dismiss")
  @Operation(summary = "Drop a parked call; polls still find what changed")
  public void dismiss(@PathParam("connection") String connection, @PathParam("call") long call) {
    desk.dismiss(connection, call);
  }
}
