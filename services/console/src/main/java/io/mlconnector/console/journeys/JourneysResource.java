package io.mlconnector.console.journeys;

import io.mlconnector.console.ledger.Journeys;
import io.mlconnector.console.ledger.Journeys.Journey;
import io.mlconnector.console.ledger.Step;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Journeys by REST. */
@Path("/api/journeys")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class JourneysResource {

  private final Journeys journeys;

  public JourneysResource(Journeys journeys) {
    this.journeys = journeys;
  }

  /**
   * The newest journeys, of one record or of all.
   *
   * @param record {@code connection|entity|key}, or the key alone
   * @param limit how many steps are looked at, 1,000 at most
   */
  @GET
  public List<Journey> find(
      @QueryParam("record") String record, @QueryParam("limit") @DefaultValue("200") int limit) {
    if (limit < 1) {
      throw Problem.badRequest("limit must be 1 or more, and 1000 at most");
    }
    return record == null ? journeys.newest(limit) : journeys.byRecord(record, limit);
  }

  /** One journey's steps, oldest first; empty where the ledger knows none. */
  @GET
  @Path("/{journey}")
  public List<Step> one(@PathParam("journey") String journey) {
    return journeys.byId(journey);
  }
}
