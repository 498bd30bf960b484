package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;

/** The shipped routes by REST: shown for two connections, and saved as a person's own. */
@Path("/api/routes/defaults")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class DefaultRoutesResource {

  private final DefaultRoutes defaults;
  private final RouteKeeper keeper;
  private final Caller caller;

  public DefaultRoutesResource(DefaultRoutes defaults, RouteKeeper keeper, Caller caller) {
    this.caller = caller;
    this.defaults = defaults;
    this.keeper = keeper;
  }

  /** The pairs of systems for which routes are shipped. */
  @GET
  @Path("/pairs")
  public List<DefaultRoutes.Pair> pairs() {
    return defaults.pairs();
  }

  /** The shipped routes between two connections, with the custom fields that they need. */
  @GET
  public DefaultRoutes.Shipped show(@QueryParam("from") String from, @QueryParam("to") String to) {
    if (from == null || to == null) {
      throw Problem.badRequest("from and to are missing: name two connections");
    }
    caller.sees(from, to);
    return defaults.between(RouteYaml.Defaults.between(from, to));
  }

  /** Saves them; 409 where a route of one of their names exists, which stays as it is. */
  @POST
  public List<RouteKeeper.Saved> save(JsonNode document, @Context SecurityContext person) {
    Problems problems = new Problems();
    RouteYaml.Defaults wanted = RouteYaml.defaults(document, "", problems);
    problems.check();
    caller.sees(wanted.from(), wanted.to());
    DefaultRoutes.Shipped shipped = defaults.between(wanted);
    for (Route route : shipped.routes()) {
      if (keeper.find(route.name()).isPresent()) {
        throw Problem.conflict(
            "There is a route %s already: remove it first, or change it".formatted(route.name()));
      }
    }
    if (wanted.createFields()) {
      defaults.createFields(shipped, wanted);
    }
    List<RouteKeeper.Ready> ready = new ArrayList<>();
    try {
      for (Route route : shipped.routes()) {
        ready.add(keeper.check(route, false, shipped.routes()));
      }
    } catch (Problem e) {
      throw e.errors().isEmpty() || wanted.createFields()
          ? e
          : Problem.invalid(
              e.getMessage() + "; \"createFields\": true makes what is missing", e.errors());
    }
    return ready.stream().map(each -> keeper.save(each, Person.name(person), null)).toList();
  }
}
