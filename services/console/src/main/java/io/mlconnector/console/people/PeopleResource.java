package io.mlconnector.console.people;

import io.mlconnector.console.ledger.Deeds;
import io.mlconnector.console.ledger.Deeds.Deed;
import io.mlconnector.console.look.Moments;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who changed what by this console, by REST. */
@Path("/api/people")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PeopleResource {

  private final Deeds deeds;
  private final Clock clock;

  public PeopleResource(Deeds deeds, Clock clock) {
    this.deeds = deeds;
    this.clock = clock;
  }

  /**
   * What people did, the newest first, 100 to a page.
   *
   * @param before the time of the last one of the page before
   */
  @GET
  @Operation(summary = "What people did, the newest first, 100 to a page")
  public List<Deed> all(@QueryParam("before") String before) {
    return deeds.before(Moments.read("before", before).orElse(clock.instant().plusSeconds(1)));
  }
}
