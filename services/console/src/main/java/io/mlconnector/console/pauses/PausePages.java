package io.mlconnector.console.pauses;

import io.mlconnector.console.access.Who;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.look.Back;
import io.mlconnector.console.look.Moments;
import io.mlconnector.console.pauses.PauseDesk.Standing;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.pause.PauseBody;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What stands still, with a form for everything and for systems; and what other pages' forms do. */
@Path("/pauses")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class PausePages {

  private static final String PAGE = "/pauses";

  private final PauseDesk desk;
  private final Directory directory;
  private final Who who;
  private final Back back;

  public PausePages(PauseDesk desk, Directory directory, Who who, Back back) {
    this.desk = desk;
    this.directory = directory;
    this.who = who;
    this.back = back;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance pauses(Standing standing, List<String> systems);

    static native TemplateInstance pauses$now(Standing standing);

    private Templates() {}
  }

  @GET
  public TemplateInstance all() {
    return Templates.pauses(desk.all(), List.copyOf(directory.adapters().keySet()));
  }

  @GET
  @Path("/now")
  public TemplateInstance now() {
    return Templates.pauses$now(desk.all());
  }

  /**
   * @param system empty for everything
   */
  @POST
  @Path("/whole/pause")
  public Response pauseWhole(
      @FormParam("system") @DefaultValue("") String system,
      @FormParam("reason") String reason,
      @FormParam("until") String until) {
    return back.to(
        PAGE,
        () -> told("paused", system, desk.pauseWhole(orNull(system), body(reason, until))));
  }

  @POST
  @Path("/whole/resume")
  public Response resumeWhole(@FormParam("system") @DefaultValue("") String system) {
    return back.to(PAGE, () -> told("resumed", system, desk.resumeWhole(orNull(system))));
  }

  private static String told(String what, String system, Map<String, String> silent) {
    String subject = system.isEmpty() ? "Everything is " : "All of " + system + " is ";
    return subject
        + what
        + (silent.isEmpty()
            ? ""
            : ", but not at %s, which will be told again and again until it is"
                .formatted(String.join(", ", silent.keySet())));
  }

  private static String orNull(String system) {
    return system.isEmpty() ? null : system;
  }

  @POST
  @Path("/connections/{id}/pause")
  public Response pauseConnection(
      @PathParam("id") String id,
      @FormParam("reason") String reason,
      @FormParam("until") String until) {
    return back.to(
        "/connections/" + Urls.encoded(id),
        () -> {
          desk.pauseConnection(id, body(reason, until));
          return "Paused: nothing is polled or written; what comes in waits";
        });
  }

  @POST
  @Path("/connections/{id}/resume")
  public Response resumeConnection(@PathParam("id") String id) {
    return back.to(
        "/connections/" + Urls.encoded(id),
        () -> {
          desk.resumeConnection(id);
          return "Resumed";
        });
  }

  @POST
  @Path("/routes/{name}/pause")
  public Response pauseRoute(
      @PathParam("name") String name,
      @FormParam("reason") String reason,
      @FormParam("until") String until) {
    return back.to(
        "/routes/" + Urls.encoded(name),
        () -> {
          desk.pauseRoute(name, body(reason, until));
          return "Paused: changes are kept, and delivered when it goes on";
        });
  }

  @POST
  @Path("/routes/{name}/resume")
  public Response resumeRoute(@PathParam("name") String name) {
    return back.to(
        "/routes/" + Urls.encoded(name),
        () -> {
          desk.resumeRoute(name);
          return "Resumed: its newest records are delivered";
        });
  }

  /** A time without a zone is of the person's. */
  private PauseBody body(String reason, String until) {
    try {
      return new PauseBody(
          reason,
          Moments.read("until", until, who.zone()).map(Instant::toString).orElse(null));
    } catch (Problem e) {
      throw Problem.badRequest("Nothing is paused. The end: write 2026-01-31T08:00, or leave it");
    }
  }
}
