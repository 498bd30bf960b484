package io.mlconnector.console.pauses;

import io.mlconnector.console.pauses.PauseDesk.Standing;
import io.mlconnector.flow.pause.PauseBody;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What stands still, and having it do so. Nothing is polled or written for it; what comes in waits
 * and is dealt with in its order afterwards.
 */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "pauses")
@Blocking
public class PausesResource {

  private final PauseDesk desk;

  public PausesResource(PauseDesk desk) {
    this.desk = desk;
  }

  /**
   * Who was told.
   *
   * @param silent services that have not taken it yet, and why; they hear it when they are there
   */
  public record Told(Map<String, String> silent) {}

  @GET
  @Path("/pauses")
  @Operation(
      summary = "What is paused: everything, systems, connections, routes; and who is silent")
  public Standing all() {
    return desk.all();
  }

  @PUT
  @Path("/pauses/everything")
  @Operation(summary = "Pause all connections of all systems, and the mapping")
  public Told everything(byte[] body) {
    return new Told(desk.pauseWhole(null, PauseBody.read(body)));
  }

  @DELETE
  @Path("/pauses/everything")
  @Operation(summary = "Take that back; single pauses stay")
  public Told resumeEverything() {
    return new Told(desk.resumeWhole(null));
  }

  @PUT
  @Path("/pauses/systems/{system}")
  @Operation(summary = "Pause all connections of a system, also those that are added later")
  public Told system(@PathParam("system") String system, byte[] body) {
    return new Told(desk.pauseWhole(system, PauseBody.read(body)));
  }

  @DELETE
  @Path("/pauses/systems/{system}")
  @Operation(summary = "Take that back; pauses of its connections stay")
  public Told resumeSystem(@PathParam("system") String system) {
    return new Told(desk.resumeWhole(system));
  }

  @POST
  @Path("/connections/{id}/pause")
  @Operation(summary = "Stop polls and writes, with a reason and perhaps an end")
  public void pause(@PathParam("id") String id, byte[] body) {
    desk.pauseConnection(id, PauseBody.read(body));
  }

  @POST
  @Path("/connections/{id}/resume")
  @Operation(summary = "Go on with polls and writes")
  public void resume(@PathParam("id") String id) {
    desk.resumeConnection(id);
  }

  @POST
  @Path("/routes/{name}/pause")
  @Operation(summary = "Deliver nothing of a route, with a reason and perhaps an end")
  public void pauseRoute(@PathParam("name") String name, byte[] body) {
    desk.pauseRoute(name, PauseBody.read(body));
  }

  @POST
  @Path("/routes/{name}/resume")
  @Operation(summary = "Let a route go on: its newest records are delivered")
  public void resumeRoute(@PathParam("name") String name) {
    desk.resumeRoute(name);
  }
}
