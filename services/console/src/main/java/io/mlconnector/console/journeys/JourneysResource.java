package io.mlconnector.console.journeys;

import io.mlconnector.console.ledger.Journeys;
import io.mlconnector.console.ledger.Journeys.Journey;
import io.mlconnector.console.ledger.Search;
import io.mlconnector.console.ledger.Step;
import io.mlconnector.console.look.Moments;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Journeys by REST. */
@Path("/api/journeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "journeys")
@Blocking
public class JourneysResource {

  private final Journeys journeys;

  public JourneysResource(Journeys journeys) {
    this.journeys = journeys;
  }

  /**
   * The newest journeys, 25 at most, of what is looked for or of all.
   *
   * @param record {@code connection|entity|key}, or the key alone
   * @param q the same, a ref, a target key or a journey id
   * @param until nothing after this; an ISO date or instant
   * @param limit how many steps are looked at, 1,000 at most
   */
  @GET
  public List<Journey> find(
      @QueryParam("record") String record,
      @QueryParam("q") String q,
      @QueryParam("until") String until,
      @QueryParam("limit") @DefaultValue("200") int limit) {
    if (limit < 1) {
      throw Problem.badRequest("limit must be 1 or more, and 1000 at most");
    }
    String text = record == null ? q : record;
    return journeys.find(new Search(text, Moments.read("until", until).orElse(null)), limit);
  }

  /** One journey's steps, oldest first; empty where the ledger knows none. */
  @GET
  @Path("/{journey}")
  public List<Step> one(@PathParam("journey") String journey) {
    return journeys.byId(journey);
  }
}
