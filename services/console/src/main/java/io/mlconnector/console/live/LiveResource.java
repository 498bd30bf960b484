package io.mlconnector.console.live;

import io.mlconnector.console.ledger.Counters.Bar;
import io.mlconnector.console.live.Samples.Point;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Throughput, lag and waits over time, by REST. */
@Path("/api/live")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "live")
@Blocking
public class LiveResource {

  private final LiveDesk desk;

  public LiveResource(LiveDesk desk) {
    this.desk = desk;
  }

  @GET
  @Operation(summary = "Writes of a connection (or of all) over time: over=hour or day")
  public List<Bar> over(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("over") @DefaultValue("hour") String over) {
    return desk.throughput(connection, over);
  }

  @GET
  @Path("/standing")
  @Operation(summary = "Lag and waits by reason of a connection over time: over=hour or day")
  public List<Point> standing(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("over") @DefaultValue("hour") String over) {
    if (connection.isBlank()) {
      throw Problem.badRequest("connection: is missing; add ?connection=<id>");
    }
    return desk.standing(connection, over);
  }
}
