package io.mlconnector.console.erasure;

import io.mlconnector.console.look.Moments;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erasing persons, by REST; for admins who see all connections. */
@Path("/api/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "erasures")
@Needs(Role.ADMIN)
@Blocking
public class ErasuresResource {

  private final ErasureDesk desk;
  private final Clock clock;

  public ErasuresResource(ErasureDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /** An e-mail address, or {@code connection|entity|key}. */
  public record Wanted(String person) {}

  /** Why, without naming the person. */
  public record Word(String reason) {}

  @GET
  @Needs(Role.ADMIN)
  @Operation(summary = "Erasures, the newest first, 50 to a page")
  public List<Case> all(@QueryParam("before") String before) {
    return desk.before(Moments.read("before", before).orElse(clock.instant().plusSeconds(1)));
  }

  @GET
  @Path("/{erasure}")
  @Needs(Role.ADMIN)
  @Operation(summary = "One erasure: what was found, how far it is, and its proof")
  public Case one(@PathParam("erasure") String erasure) {
    return desk.one(erasure);
  }

  @POST
  @Operation(summary = "Look for a person, by e-mail address or record; nothing is erased yet")
  public Case look(Wanted wanted) {
    return desk.one(desk.look(wanted == null ? null : wanted.person()));
  }

  @POST
  @Path("/{erasure}/start")
  @Operation(summary = "Erase the person that was looked for")
  public Case start(@PathParam("erasure") String erasure, Word word) {
    desk.start(erasure, said(word));
    return desk.one(erasure);
  }

  @POST
  @Path("/{erasure}/lift")
  @Operation(summary = "Let an erased person come back, with the next change at the source")
  public Case lift(@PathParam("erasure") String erasure, Word word) {
    desk.lift(erasure, said(word));
    return desk.one(erasure);
  }

  private static String said(Word word) {
    if (word == null) {
      throw Problem.badRequest("reason: is missing; send {\"reason\": \"why\"}");
    }
    return word.reason();
  }
}
