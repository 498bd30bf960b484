package io.mlconnector.console.people;

import io.mlconnector.console.ledger.Deeds;
import io.mlconnector.console.ledger.Deeds.Deed;
import io.mlconnector.console.look.Moments;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;

/** Who changed what by this console. */
@Path("/")
@Blocking
public class PeoplePages {

  private final Deeds deeds;
  private final Clock clock;

  public PeoplePages(Deeds deeds, Clock clock) {
    this.deeds = deeds;
    this.clock = clock;
  }

  /** The template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance people(List<Deed> deeds, String next);

    private Templates() {}
  }

  @GET
  @Path("/people")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@QueryParam("before") String before) {
    List<Deed> page = all(before);
    return Templates.people(
        page, page.size() < Deeds.PAGE ? null : page.get(page.size() - 1).at().toString());
  }

  /**
   * What people did, the newest first, 100 to a page.
   *
   * @param before the time of the last one of the page before
   */
  @GET
  @Path("/api/people")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Deed> all(@QueryParam("before") String before) {
    return deeds.before(Moments.read("before", before).orElse(clock.instant().plusSeconds(1)));
  }
}
