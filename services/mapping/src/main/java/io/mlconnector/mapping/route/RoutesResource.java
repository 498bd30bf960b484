package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.preview.Previews;
import io.mlconnector.mapping.resync.Resync;
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
import java.util.List;

/** Routes by REST. */
@Path("/api/routes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class RoutesResource {

  private static final String AUTHOR = "api";

  private final RouteKeeper keeper;
  private final Resync resync;
  private final Previews previews;

  public RoutesResource(RouteKeeper keeper, Resync resync, Previews previews) {
    this.keeper = keeper;
    this.resync = resync;
    this.previews = previews;
  }

  @GET
  public List<StoredRoute> list() {
    return keeper.all();
  }

  @GET
  @Path("/{name}")
  public StoredRoute get(@PathParam("name") String name) {
    return keeper.find(name).orElseThrow(() -> RouteKeeper.unknown(name));
  }

  @GET
  @Path("/{name}/versions")
  public List<RouteVersion> versions(@PathParam("name") String name) {
    return keeper.versions(name);
  }

  /** Saves a route; 422 with every problem of it at once. */
  @PUT
  @Path("/{name}")
  public RouteKeeper.Saved put(@PathParam("name") String name, JsonNode document) {
    Problems problems = new Problems();
    Route route = RouteDocuments.read(document, "", problems);
    if (route.name() != null && !route.name().equals(name)) {
      problems.error("name", "must be '" + name + "', as in the address");
    }
    problems.check();
    return keeper.save(route, AUTHOR, null, List.of());
  }

  @DELETE
  @Path("/{name}")
  public void delete(@PathParam("name") String name) {
    keeper.remove(name, AUTHOR);
  }

  /** The body of a change of state. */
  public record Wanted(String state) {}

  @POST
  @Path("/{name}/state")
  public RouteKeeper.Saved state(@PathParam("name") String name, Wanted wanted) {
    RouteState state =
        RouteState.named(wanted.state())
            .orElseThrow(
                () -> Problem.badRequest("state must be one of draft, plan, live, paused"));
    return keeper.changeState(name, state, AUTHOR);
  }

  /** A resync that was begun. */
  public record Begun(long run) {}

  @POST
  @Path("/{name}/resync")
  public Begun resync(@PathParam("name") String name) {
    StoredRoute stored = get(name);
    if (!stored.route().live()) {
      throw Problem.conflict("Only a live route sends anything: set its state to live first");
    }
    return new Begun(resync.begin(name));
  }

  /** The record to show. */
  public record Shown(String key) {}

  /** One record through the route, with the difference to the live target record. */
  @POST
  @Path("/{name}/preview")
  public Previews.Preview preview(@PathParam("name") String name, Shown shown) {
    if (shown == null || shown.key() == null) {
      throw Problem.badRequest("key is missing: name the source record to show");
    }
    return previews.one(name, shown.key());
  }

  /** All records through the route, counted against the live target; writes nothing. */
  @POST
  @Path("/{name}/plan")
  public Previews.Plan plan(@PathParam("name") String name) {
    return previews.plan(name);
  }
}
