package io.mlconnector.console.erasure;

import io.mlconnector.console.look.Back;
import io.mlconnector.console.look.Moments;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;

/** Erasing a person; what is typed stands in no address. */
@Path("/erasures")
@Produces(MediaType.TEXT_HTML)
@Needs(Role.ADMIN)
@Blocking
public class ErasurePages {

  private static final String PAGE = "/erasures";

  private final ErasureDesk desk;
  private final Back back;
  private final Clock clock;

  public ErasurePages(ErasureDesk desk, Back back, Clock clock) {
    this.desk = desk;
    this.back = back;
    this.clock = clock;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance erasures(List<Case> all, String next);

    static native TemplateInstance erasure(Case one);

    private Templates() {}
  }

  @GET
  @Needs(Role.ADMIN)
  public TemplateInstance all(@QueryParam("before") String before) {
    List<Case> all =
        desk.before(Moments.read("before", before).orElse(clock.instant().plusSeconds(1)));
    return Templates.erasures(
        all, all.size() < Cases.PAGE ? null : all.get(all.size() - 1).asked().toString());
  }

  @GET
  @Path("/{erasure}")
  @Needs(Role.ADMIN)
  public TemplateInstance one(@PathParam("erasure") String erasure) {
    return Templates.erasure(desk.one(erasure));
  }

  @POST
  public Response look(@FormParam("person") String person) {
    String[] page = {PAGE};
    return back.to(
        () -> page[0],
        () -> {
          page[0] = PAGE + "/" + desk.look(person);
          return "Nothing is erased yet: look what was found, then say why";
        });
  }

  @POST
  @Path("/{erasure}/start")
  public Response start(@PathParam("erasure") String erasure, @FormParam("reason") String reason) {
    return back.to(
        PAGE + "/" + erasure,
        () -> {
          desk.start(erasure, reason);
          return "It is being erased; this page shows how far it is";
        });
  }

  @POST
  @Path("/{erasure}/lift")
  public Response lift(@PathParam("erasure") String erasure, @FormParam("reason") String reason) {
    return back.to(
        PAGE + "/" + erasure,
        () -> {
          desk.lift(erasure, reason);
          return "It is being lifted; the person comes back with the next change at the source";
        });
  }
}
