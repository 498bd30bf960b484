package io.mlconnector.console.asides;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.asides.AsideDesk.Groups;
import io.mlconnector.console.asides.AsideDesk.Sides;
import io.mlconnector.console.asides.AsideDesk.Whole;
import io.mlconnector.console.asides.Interventions.Done;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is parked and what waits, of all systems, by REST. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "parked")
@Blocking
public class AsidesResource {

  private final AsideDesk desk;
  private final Interventions interventions;

  public AsidesResource(AsideDesk desk, Interventions interventions) {
    this.desk = desk;
    this.interventions = interventions;
  }

  /** What is given up, and why. */
  public record Dismissal(Choice choice, String reason) {}

  /** Other values for one delivery; null for none. */
  public record Edit(Map<String, JsonNode> fields, boolean recreate) {}

  @GET
  @Path("/parked")
  @Operation(summary = "What is parked, counted by reason")
  public Groups parked(@QueryParam("connection") @DefaultValue("") String connection) {
    return desk.parked(connection);
  }

  @GET
  @Path("/parked/items")
  @Operation(summary = "The records of one reason, 50 to a page")
  public List<Item> items(
      @QueryParam("place") @DefaultValue("writing") String place,
      @QueryParam("connection") String connection,
      @QueryParam("object") String object,
      @QueryParam("kind") String kind,
      @QueryParam("reason") String reason,
      @QueryParam("after") @DefaultValue("") String after) {
    if (connection == null) {
      throw Problem.badRequest("connection: is missing; name one, or a route where place=mapping");
    }
    return desk.items(new Choice(place, connection, object, kind, reason, null), after);
  }

  @GET
  @Path("/parked/export")
  @Produces("text/csv")
  @Operation(summary = "All records of one reason as CSV")
  public Response export(
      @QueryParam("place") @DefaultValue("writing") String place,
      @QueryParam("connection") String connection,
      @QueryParam("object") String object,
      @QueryParam("kind") String kind,
      @QueryParam("reason") String reason) {
    if (connection == null) {
      throw Problem.badRequest("connection: is missing; name one, or a route where place=mapping");
    }
    Choice choice = new Choice(place, connection, object, kind, reason, null);
    desk.items(choice, "");
    return Response.ok(desk.csv(List.of(choice)))
        .header("Content-Disposition", "attachment; filename=\"parked.csv\"")
        .build();
  }

  @GET
  @Path("/parked/{connection}/{delivery}/beside")
  @Operation(summary = "What a delivery writes beside what a target record shows now")
  public Sides beside(
      @PathParam("connection") String connection,
      @PathParam("delivery") String delivery,
      @QueryParam("key") @DefaultValue("") String key) {
    return desk.beside(connection, delivery, key);
  }

  @GET
  @Path("/parked/{connection}/{delivery}")
  @Operation(summary = "One delivery with what it wants to write")
  public Whole one(
      @PathParam("connection") String connection, @PathParam("delivery") String delivery) {
    return desk.one(connection, delivery);
  }

  @POST
  @Path("/parked/{connection}/{delivery}/retry")
  @Operation(summary = "Retry one delivery, with other values where fields names some")
  public void retryOne(
      @PathParam("connection") String connection,
      @PathParam("delivery") String delivery,
      Edit edit) {
    Edit wanted = edit == null ? new Edit(null, false) : edit;
    interventions.retry(
        connection,
        delivery,
        wanted.fields() == null ? Map.of() : wanted.fields(),
        wanted.recreate());
  }

  @POST
  @Path("/parked/retry")
  @Operation(summary = "Retry a selection, or without ids a whole group")
  public Done retry(Choice choice) {
    return interventions.retry(checked(choice));
  }

  @POST
  @Path("/parked/dismiss")
  @Operation(summary = "Give up a selection, or without ids a whole group, with a reason")
  public Done dismiss(Dismissal dismissal) {
    if (dismissal == null) {
      throw Problem.badRequest("The body is missing: send {\"choice\": {…}, \"reason\": \"…\"}");
    }
    return interventions.dismiss(checked(dismissal.choice()), dismissal.reason());
  }

  private static Choice checked(Choice choice) {
    if (choice == null || choice.connection() == null) {
      throw Problem.badRequest("connection: is missing; send {\"place\": …, \"connection\": …}");
    }
    return choice;
  }

  @GET
  @Path("/waiting")
  @Operation(summary = "What waits for a parent or a person, counted")
  public Groups waiting(@QueryParam("connection") @DefaultValue("") String connection) {
    return desk.waiting(connection);
  }

  @GET
  @Path("/waiting/items")
  @Operation(summary = "What waits at a connection, the longest first, 50 to a page")
  public List<Item> waits(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("after") @DefaultValue("") String after) {
    return desk.waits(connection, after);
  }
}
