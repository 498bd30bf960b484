package io.mlconnector.console.pauses;

import io.mlconnector.console.look.Back;
import io.mlconnector.console.pauses.PauseDesk.Standing;
import io.mlconnector.console.systems.Directory;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** What stands still, with a form for everything and for whole systems. */
@Path("/pauses")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class PausePages {

  private static final String PAGE = "/pauses";

  private final PauseDesk desk;
  private final Directory directory;
  private final PauseForm form;
  private final Back back;

  public PausePages(PauseDesk desk, Directory directory, PauseForm form, Back back) {
    this.desk = desk;
    this.directory = directory;
    this.form = form;
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
        () -> told("paused", system, desk.pauseWhole(orNull(system), form.read(reason, until))));
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
}
