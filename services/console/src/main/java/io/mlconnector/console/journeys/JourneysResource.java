package io.mlconnector.console.journeys;

import io.mlconnector.console.journeys.JourneyDesk.Names;
import io.mlconnector.console.ledger.Exports;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Journeys by REST. */
@Path("/api/journeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "journeys")
@Blocking
public class JourneysResource {

  private final JourneyDesk desk;
  private final Exports exports;

  public JourneysResource(JourneyDesk desk, Exports exports) {
    this.desk = desk;
    this.exports = exports;
  }

  /**
   * The newest journeys, 25 at most, of what is looked for or of all.
   *
   * @param record {@code connection|entity|key}, or the key alone
   * @param q the same, a name or a part of one, a ref, a target key or a journey id
   * @param from nothing before this; an ISO date or instant
   * @param until nothing after this
   * @param limit how many steps are looked at, 1,000 at most
   */
  @GET
  public List<Journey> find(
      @QueryParam("record") String record,
      @QueryParam("q") String q,
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("limit") @DefaultValue("200") int limit) {
    if (limit < 1) {
      throw Problem.badRequest("limit must be 1 or more, and 1000 at most");
    }
    return desk.find(search(record == null ? q : record, from, until), limit).journeys();
  }

  /**
   * Records by their names: each word of the text is the beginning of a word of the record's name,
   * e-mail address or number.
   */
  @GET
  @Path("/names")
  public Names names(@QueryParam("q") @DefaultValue("") String q) {
    return desk.named(search(q, null, null));
  }

  /**
   * All steps that are found, newest first, 100,000 at most; where there are more, the last line
   * says so, and from when to go on.
   *
   * @param format csv or ndjson
   */
  @GET
  @Path("/export")
  @Produces(MediaType.WILDCARD)
  public Response export(
      @QueryParam("q") String q,
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("format") @DefaultValue("csv") String format) {
    Search search = search(q, from, until);
    Search named = search.with(desk.named(search).keys());
    return Lines.steps(format, (most, lines) -> exports.steps(named, most, lines));
  }

  /** One journey's steps, oldest first; empty where the ledger knows none. */
  @GET
  @Path("/{journey}")
  public List<Step> one(@PathParam("journey") String journey) {
    return desk.one(journey);
  }

  private Search search(String text, String from, String until) {
    return desk.search(
        text, Moments.read("from", from).orElse(null), Moments.read("until", until).orElse(null));
  }
}
