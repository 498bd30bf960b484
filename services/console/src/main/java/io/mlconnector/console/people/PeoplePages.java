package io.mlconnector.console.people;

import io.mlconnector.console.ledger.Deeds;
import io.mlconnector.console.ledger.Deeds.Deed;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who changed what by this console. */
@Path("/")
@Blocking
public class PeoplePages {

  private final PeopleResource people;

  public PeoplePages(PeopleResource people) {
    this.people = people;
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
    List<Deed> page = people.all(before);
    return Templates.people(
        page, page.size() < Deeds.PAGE ? null : page.get(page.size() - 1).at().toString());
  }
}
