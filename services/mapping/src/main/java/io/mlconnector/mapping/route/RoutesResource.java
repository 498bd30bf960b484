package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseBody;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.preview.Preview;
import io.mlconnector.mapping.preview.Previews;
import io.mlconnector.mapping.preview.Report;
import io.mlconnector.mapping.preview.SourceTotals;
import io.mlconnector.mapping.resync.Resync;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;

/** Routes by REST. */
@Path("/api/routes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class RoutesResource {

  private final RouteKeeper keeper;
  private final SeenRoutes seen;
  private final RouteHistory history;
  private final Resync resync;
  private final Previews previews;
  private final RoutePauses pauses;
  private final Clock clock;

  public RoutesResource(
      RouteKeeper keeper,
      SeenRoutes seen,
      RouteHistory history,
      Resync resync,
      Previews previews,
      RoutePauses pauses,
      Clock clock) {
    this.seen = seen;
    this.pauses = pauses;
    this.clock = clock;
    this.keeper = keeper;
    this.history = history;
    this.resync = resync;
    this.previews = previews;
  }

  @GET
  public List<StoredRoute> list() {
    return seen.all();
  }

  @GET
  @Path("/{name}")
  public StoredRoute get(@PathParam("name") String name) {
    return seen.one(name);
  }

  /** Every version with its author, the newest first, 100 to a page. */
  @GET
  @Path("/{name}/versions")
  public List<RouteVersion> versions(
      @PathParam("name") String name, @QueryParam("page") @DefaultValue("0") int page) {
    if (page < 0) {
      throw Problem.badRequest("page must be 0 or more");
    }
    if (keeper.find(name).isPresent()) {
      seen.one(name);
    }
    return history.of(name, page).stream().filter(seen::sees).toList();
  }

  /** Saves a route; 422 with every problem of it at once. */
  @PUT
  @Path("/{name}")
  public RouteKeeper.Saved put(
      @PathParam("name") String name, JsonNode document, @Context SecurityContext caller) {
    seen.free(name);
    Problems problems = new Problems();
    Route route = RouteDocuments.read(document, "", problems);
    if (route.name() != null && !route.name().equals(name)) {
      problems.error("name", "must be '" + name + "', as in the address");
    }
    problems.check();
    seen.needs(route);
    return keeper.save(route, Person.name(caller), null, List.of());
  }

  @DELETE
  @Path("/{name}")
  public void delete(@PathParam("name") String name, @Context SecurityContext caller) {
    seen.one(name);
    keeper.remove(name, Person.name(caller));
  }

  /** The body of a change of state. */
  public record Wanted(String state) {}

  @POST
  @Path("/{name}/state")
  public RouteKeeper.Saved state(
      @PathParam("name") String name, Wanted wanted, @Context SecurityContext caller) {
    seen.free(name);
    RouteState state =
        RouteState.named(wanted == null ? null : wanted.state())
            .orElseThrow(
                () -> Problem.badRequest("state must be one of draft, plan, live, paused"));
    get(name);
    return keeper.changeState(name, state, Person.name(caller));
  }

  /** Has a live route stand still, with a reason and perhaps an end; see {@link RoutePauses}. */
  @PUT
  @Path("/{name}/pause")
  public Pause pause(@PathParam("name") String name, byte[] body, @Context SecurityContext caller) {
    get(name);
    Pause pause =
        PauseBody.read(body).pause(Scope.ROUTE, name, Person.name(caller), clock.instant());
    pauses.begin(pause);
    return pause;
  }

  /** Lets it go on: its newest records are sent. */
  @DELETE
  @Path("/{name}/pause")
  public void resume(@PathParam("name") String name, @Context SecurityContext caller) {
    get(name);
    pauses.end(Scope.ROUTE, name, Person.name(caller));
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
    if (stored.pause() != null) {
      throw Problem.conflict(
          "Route %s is %s. It sends all it has when it is resumed"
              .formatted(name, stored.pause().words()));
    }
    return new Begun(resync.begin(name));
  }

  /**
   * What to preview.
   *
   * @param key the source record's key
   * @param route a document that is not saved; null for the saved route
   */
  public record Shown(String key, JsonNode route) {}

  /** One record through the route, with the difference to the live target record. */
  @POST
  @Path("/{name}/preview")
  public Preview preview(@PathParam("name") String name, Shown shown) {
    seen.free(name);
    if (shown == null || shown.key() == null || shown.key().isBlank()) {
      throw Problem.badRequest("key is missing: name the source record to show");
    }
    if (shown.route() == null) {
      seen.one(name);
      return previews.one(keeper.compiled(name), shown.key());
    }
    CompiledRoute unsaved = keeper.unsaved(shown.route());
    seen.needs(unsaved.route());
    return previews.one(unsaved, shown.key());
  }

  /** All records through the route, counted against the live target; writes nothing. */
  @POST
  @Path("/{name}/plan")
  public Report plan(@PathParam("name") String name) {
    return previews.plan(get(name).route().name());
  }

  /** The newest plan, with how many records changed since. */
  @GET
  @Path("/{name}/plan")
  public Report lastPlan(@PathParam("name") String name) {
    return previews.last("PLAN", get(name).route().name());
  }

  /** What the newest records of the source add up to as rows of the route's table. */
  @GET
  @Path("/{name}/totals")
  public SourceTotals totals(@PathParam("name") String name) {
    return previews.totals(get(name).route().name());
  }

  /** Linked records whose target differs; delivered again with {@code repair=true}. */
  @POST
  @Path("/{name}/compare")
  public Report compare(
      @PathParam("name") String name, @QueryParam("repair") @DefaultValue("false") boolean repair) {
    return previews.compare(get(name).route().name(), repair);
  }

  /** The newest comparison. */
  @GET
  @Path("/{name}/compare")
  public Report lastComparison(@PathParam("name") String name) {
    return previews.last("COMPARISON", get(name).route().name());
  }
}
