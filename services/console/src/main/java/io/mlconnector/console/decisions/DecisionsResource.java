package io.mlconnector.console.decisions;

import io.mlconnector.console.decisions.DecisionDesk.Sections;
import io.mlconnector.console.decisions.DecisionDesk.Word;
import io.mlconnector.console.decisions.Lists.Link;
import io.mlconnector.console.decisions.Lists.MassChange;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What only people can decide, and what they look through, by REST. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "decisions")
@Blocking
public class DecisionsResource {

  private final DecisionDesk desk;
  private final Directory directory;
  private final Peers peers;

  public DecisionsResource(DecisionDesk desk, Directory directory, Peers peers) {
    this.desk = desk;
    this.directory = directory;
    this.peers = peers;
  }

  /** A decision; {@code version} is that of the values that were looked at. */
  public record Decision(String version, Map<String, Word> fields) {}

  /** The target record of a link. */
  public record Target(String key) {}

  /** Why something is given up. */
  public record Why(String reason) {}

  @GET
  @Path("/conflicts")
  @Operation(summary = "Pairs of records of which both sides changed a field, 50 to a page")
  public List<Dispute> conflicts(@QueryParam("after") @DefaultValue("0") long after) {
    return desk.conflicts(after);
  }

  @POST
  @Path("/conflicts/{id}/resolve")
  @Operation(summary = "Decide fields: by the side that counts, or by a value for both")
  public void resolve(@PathParam("id") long id, Decision decision) {
    if (decision == null || decision.fields() == null || decision.fields().isEmpty()) {
      throw Problem.badRequest(
          "fields is missing: send {\"version\": \"…\", \"fields\": {\"name\": {\"side\":"
              + " \"…\"}}}");
    }
    desk.resolve(id, decision.version(), decision.fields());
  }

  @GET
  @Path("/ambiguous")
  @Operation(summary = "Deliveries for which several target records could be meant")
  public Sections ambiguous(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("after") @DefaultValue("") String after) {
    return desk.ambiguous(connection, after);
  }

  @GET
  @Path("/gone-in-target")
  @Operation(summary = "Deliveries whose target record is gone, 50 of a connection to a page")
  public Sections goneInTarget(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("after") @DefaultValue("") String after) {
    return desk.goneInTarget(connection, after);
  }

  @GET
  @Path("/{list: ambiguous|gone-in-target}/export")
  @Produces("text/csv")
  @Operation(summary = "All of what a person decides of a kind as CSV")
  public Response exportAside(
      @PathParam("list") String list,
      @QueryParam("connection") @DefaultValue("") String connection) {
    return file(list, desk.csv(list, connection));
  }

  @GET
  @Path("/mass-changes")
  @Operation(summary = "Deactivations that the mass-change guards hold")
  public List<MassChange> massChanges() {
    return desk.massChanges();
  }

  @POST
  @Path("/mass-changes/{connection}/{change}/approve")
  @Operation(summary = "Let held deactivations go on")
  public void approve(
      @PathParam("connection") String connection, @PathParam("change") long change) {
    desk.approve(connection, change);
  }

  @POST
  @Path("/mass-changes/{connection}/{change}/dismiss")
  @Operation(summary = "Give held deactivations up, with a reason")
  public void giveUp(
      @PathParam("connection") String connection, @PathParam("change") long change, Why why) {
    desk.giveUp(connection, change, why == null ? null : why.reason());
  }

  @GET
  @Path("/links")
  @Operation(summary = "Which target record each source record has, 50 to a page")
  public List<Link> links(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("after") @DefaultValue("") String after) {
    return desk.links(connection, q, after);
  }

  @PUT
  @Path("/links")
  @Operation(summary = "Link a source record to a target record")
  public void link(@QueryParam("ref") @DefaultValue("") String ref, Target target) {
    desk.link(ref, target == null ? null : target.key());
  }

  @DELETE
  @Path("/links")
  @Operation(summary = "Unlink a source record")
  public void unlink(@QueryParam("ref") @DefaultValue("") String ref) {
    desk.unlink(ref);
  }

  @GET
  @Path("/{list: links|gone|gaps|conflicts}/export")
  @Produces("text/csv")
  @Operation(summary = "All of a list as CSV")
  public Response export(@PathParam("list") String list) {
    InputStream csv;
    try {
      csv = peers.text(directory.mapping(), "/api/" + list + "/export");
    } catch (Silent e) {
      throw Problem.unavailable(e.getMessage(), Duration.ofSeconds(10));
    }
    StreamingOutput body =
        out -> {
          try (csv) {
            csv.transferTo(out);
          }
        };
    return file(list, body);
  }

  private static Response file(String list, StreamingOutput body) {
    return Response.ok(body)
        .header("Content-Disposition", "attachment; filename=\"" + list + ".csv\"")
        .build();
  }
}
