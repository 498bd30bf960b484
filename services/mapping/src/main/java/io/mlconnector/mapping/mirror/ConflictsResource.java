package io.mlconnector.mapping.mirror;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.mirror.Disputes.Dispute;
import io.mlconnector.mapping.mirror.Disputes.Said;
import io.mlconnector.mapping.route.SeenRoutes;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Map;

/** Fields of two-way routes that both sides changed, for the person who decides. */
@Path("/api/conflicts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class ConflictsResource {

  private static final int MOST = 1_000;

  private final Disputes disputes;
  private final SeenRoutes seen;
  private final Caller caller;

  public ConflictsResource(Disputes disputes, SeenRoutes seen, Caller caller) {
    this.seen = seen;
    this.caller = caller;
    this.disputes = disputes;
  }

  /**
   * What is decided, by field.
   *
   * @param version of the values that were looked at; see {@link Dispute}
   */
  public record Decided(String version, Map<String, Said> fields) {}

  /**
   * What waits for a person, in the order of the ids.
   *
   * @param route either route of a pair; empty for all
   * @param after the last id of the page before
   * @param limit from 1 to 1,000
   */
  @GET
  public List<Dispute> list(
      @QueryParam("route") @DefaultValue("") String route,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.badRequest("limit must be from 1 to " + MOST);
    }
    if (!route.isEmpty()) {
      seen.one(route);
    }
    return disputes.list(caller.scope(), route, after, limit);
  }

  /** All conflicts as CSV, a line for each disputed field. */
  @GET
  @Path("/export")
  @Produces("text/csv")
  public StreamingOutput export() {
    Scope scope = caller.scope();
    return DisputeCsv.of(after -> disputes.list(scope, "", after, MOST));
  }

  @GET
  @Path("/{id: [0-9]+}")
  public Dispute one(@PathParam("id") long id) {
    Dispute dispute = disputes.one(id);
    if (!dispute.routes().stream().allMatch(seen::has)) {
      throw Disputes.unknown(id);
    }
    return dispute;
  }

  /** Decides fields: by the side whose value counts, or by a value for both. */
  @POST
  @Path("/{id}/resolve")
  public Dispute resolve(
      @PathParam("id") long id, Decided decided, @Context SecurityContext person) {
    one(id);
    Decided said = decided == null ? new Decided(null, null) : decided;
    return disputes.resolve(id, said.version(), said.fields(), Person.name(person));
  }
}
