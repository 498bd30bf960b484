package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.routes.Fields.Ends;
import io.mlconnector.console.routes.Fields.Field;
import io.mlconnector.console.routes.RouteDesk.Pair;
import io.mlconnector.console.routes.RouteDesk.Saved;
import io.mlconnector.console.routes.RouteDesk.Shipped;
import io.mlconnector.console.routes.RouteDesk.Version;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Routes by REST, as the console's pages use them; the mapping keeps them. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "routes")
@Blocking
public class RoutesResource {

  private final RouteList list;
  private final RouteDesk desk;
  private final Fields fields;

  public RoutesResource(RouteList list, RouteDesk desk, Fields fields) {
    this.list = list;
    this.desk = desk;
    this.fields = fields;
  }

  /**
   * A state to set.
   *
   * @param first how many records a first run sends at most; null for as saved, 0 for all
   */
  public record Wanted(String state, Integer first) {}

  /** A record to show; {@code route} is a document that is not saved, null for the saved one. */
  public record Shown(String key, JsonNode route) {}

  @GET
  @Path("/routes-file")
  @Operation(summary = "The mounted routes file: what is wrong with it, and what is not as it says")
  public FileState file() {
    return list.file();
  }

  @GET
  @Path("/routes")
  @Operation(summary = "All routes, with what they wrote and could not map")
  public List<RouteView> all() {
    return list.all();
  }

  @GET
  @Path("/routes/{name}")
  @Operation(summary = "One route")
  public RouteView one(@PathParam("name") String name) {
    return desk.one(name);
  }

  @GET
  @Path("/routes/{name}/versions")
  @Operation(summary = "Its versions with their authors, the newest first, 100 to a page")
  public List<Version> versions(
      @PathParam("name") String name, @QueryParam("page") @DefaultValue("0") int page) {
    return desk.versions(name, page);
  }

  @GET
  @Path("/routes/{name}/versions/{from}/difference/{to}")
  @Operation(summary = "What one version says otherwise than another, field by field")
  public Difference difference(
      @PathParam("name") String name, @PathParam("from") int from, @PathParam("to") int to) {
    return desk.difference(name, from, to);
  }

  @PUT
  @Path("/routes/{name}")
  @Operation(summary = "Save a route; 422 with every problem of it at once")
  public Saved save(@PathParam("name") String name, JsonNode document) {
    return desk.save(name, document);
  }

  @DELETE
  @Path("/routes/{name}")
  @Operation(summary = "Delete a route; what it wrote stays")
  public void delete(@PathParam("name") String name) {
    desk.delete(name);
  }

  @POST
  @Path("/routes/{name}/state")
  @Operation(summary = "Set its state: draft, plan, live or paused; live for the first N")
  public Saved state(@PathParam("name") String name, Wanted wanted) {
    if (wanted == null || wanted.state() == null) {
      throw Problem.badRequest("state must be one of draft, plan, live, paused");
    }
    return desk.state(name, wanted.state(), wanted.first());
  }

  @POST
  @Path("/routes/{name}/versions/{version}/restore")
  @Operation(summary = "Save a former version as the newest one")
  public Saved rollBack(@PathParam("name") String name, @PathParam("version") int version) {
    return desk.rollBack(name, version);
  }

  @POST
  @Path("/routes/{name}/resync")
  @Operation(summary = "Send all records again; unchanged ones are not written")
  public void resync(@PathParam("name") String name) {
    desk.resync(name);
  }

  @POST
  @Path("/routes/{name}/plan")
  @Operation(summary = "All records through the route, counted; writes nothing")
  public PlanView plan(@PathParam("name") String name) {
    return desk.plan(name);
  }

  @GET
  @Path("/routes/{name}/plan")
  @Operation(summary = "The newest plan")
  public PlanView lastPlan(@PathParam("name") String name) {
    return desk.lastPlan(name)
        .orElseThrow(() -> Problem.notFound("No plan of %s was made yet".formatted(name)));
  }

  @POST
  @Path("/routes/{name}/preview")
  @Operation(summary = "One record through the route, with the difference to the live target")
  public PreviewView preview(@PathParam("name") String name, Shown shown) {
    if (shown == null || shown.key() == null || shown.key().isBlank()) {
      throw Problem.badRequest("key is missing: name the source record to show");
    }
    return desk.preview(name, shown.key(), shown.route());
  }

  @GET
  @Path("/shipped-routes")
  @Operation(summary = "The pairs of systems for which routes are shipped")
  public List<Pair> pairs() {
    return desk.pairs();
  }

  @POST
  @Path("/shipped-routes")
  @Operation(summary = "Save the shipped routes between two connections")
  public List<String> take(Shipped shipped) {
    return desk.take(shipped);
  }

  @GET
  @Path("/ends")
  @Operation(summary = "What every connection gives and takes")
  public List<Ends> ends() {
    return fields.ends();
  }

  @GET
  @Path("/connections/{id}/entities/{entity}/records")
  @Operation(summary = "Source records by a part of their name, to try a route on; 25 at most")
  public List<RouteDesk.Found> records(
      @PathParam("id") String id,
      @PathParam("entity") String entity,
      @QueryParam("q") @DefaultValue("") String q) {
    return desk.records(id, entity, q);
  }

  @GET
  @Path("/entities/{entity}/fields")
  @Operation(summary = "The fields of an entity, by its published schema")
  public List<Field> source(@PathParam("entity") String entity) {
    return fields.source(entity);
  }

  @GET
  @Path("/connections/{id}/entities/{entity}/custom-fields")
  @Operation(
      summary = "The vendor's own fields that a source carries, as its newest records have them")
  public List<Field> custom(@PathParam("id") String id, @PathParam("entity") String entity) {
    return fields.custom(id, entity);
  }

  @GET
  @Path("/connections/{id}/objects/{object}/fields")
  @Operation(summary = "A target object's fields as they are now")
  public List<Field> target(@PathParam("id") String id, @PathParam("object") String object) {
    return fields.target(id, object);
  }
}
