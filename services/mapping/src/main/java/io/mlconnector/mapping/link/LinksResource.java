package io.mlconnector.mapping.link;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.csv.CsvExport;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;

/** Which target record each source record has. */
@Path("/api/links")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LinksResource {

  private static final int PAGE = 1_000;

  private final LinkKeeper keeper;
  private final Caller caller;

  public LinksResource(LinkKeeper keeper, Caller caller) {
    this.caller = caller;
    this.keeper = keeper;
  }

  /** A link as it shall be. */
  public record Wanted(String key) {}

  /**
   * Links in the order of their refs; go on with {@code after} = the last ref.
   *
   * @param q a target key, or a part of a source key
   * @param limit from 1 to 1,000
   */
  @GET
  public List<LinkRow> list(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("1000") int limit) {
    if (limit < 1 || limit > PAGE) {
      throw Problem.badRequest("limit must be from 1 to " + PAGE);
    }
    return keeper.list(caller.scope(), connection, q, after, limit);
  }

  /** All links as CSV, which can be imported elsewhere. */
  @GET
  @Path("/export")
  @Produces("text/csv")
  public StreamingOutput export(@QueryParam("connection") @DefaultValue("") String connection) {
    Scope scope = caller.scope();
    return CsvExport.of(
        LinkCsv.HEADER,
        after -> keeper.list(scope, connection, "", after, PAGE),
        link -> link.ref().toString(),
        link -> link.key() == null ? null : LinkCsv.line(link));
  }

  /** Imports the CSV of an export; with {@code check=true} it only reports what would clash. */
  @POST
  @Path("/import")
  @Consumes({"text/csv", MediaType.TEXT_PLAIN})
  public LinkKeeper.Imported imported(
      @QueryParam("check") @DefaultValue("false") boolean check,
      @Context SecurityContext person,
      String csv) {
    if (csv == null || csv.isBlank()) {
      throw Problem.badRequest("The body is empty: send CSV with the header " + LinkCsv.HEADER);
    }
    return keeper.imported(csv, caller.scope(), check, Person.name(person));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public void put(@QueryParam("ref") String ref, Wanted wanted, @Context SecurityContext person) {
    if (wanted == null || wanted.key() == null || wanted.key().isBlank()) {
      throw Problem.badRequest("key is missing: name the target record, or use DELETE to unlink");
    }
    keeper.set(ref(ref), wanted.key(), "person", Person.name(person));
  }

  @DELETE
  public void delete(@QueryParam("ref") String ref, @Context SecurityContext person) {
    keeper.set(ref(ref), null, "person", Person.name(person));
  }

  private static Ref ref(String text) {
    try {
      return Ref.parse(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("ref must be connection|object|connection|entity|key");
    }
  }
}
