package io.mlconnector.console.routes;

import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.look.Back;
import io.mlconnector.console.pauses.PauseDesk;
import io.mlconnector.console.pauses.PauseForm;
import io.mlconnector.console.routes.RouteDesk.Pair;
import io.mlconnector.console.routes.RouteDesk.Saved;
import io.mlconnector.console.routes.RouteDesk.Shipped;
import io.mlconnector.console.routes.RouteDesk.Version;
import io.mlconnector.console.systems.Directory;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The list of routes, and a page for each: plan, preview, state and history. */
@Path("/routes")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class RoutePages {

  private final RouteList list;
  private final RouteDesk desk;
  private final Directory directory;
  private final PauseDesk pauses;
  private final PauseForm form;
  private final Back back;

  public RoutePages(
      RouteList list,
      RouteDesk desk,
      Directory directory,
      PauseDesk pauses,
      PauseForm form,
      Back back) {
    this.list = list;
    this.desk = desk;
    this.directory = directory;
    this.pauses = pauses;
    this.form = form;
    this.back = back;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance routes(
        List<RouteView> all,
        FileState file,
        List<String> connections,
        Map<String, String> environments,
        List<Pair> pairs);

    static native TemplateInstance route(
        RouteView route,
        PlanView plan,
        String key,
        PreviewView preview,
        String refused,
        List<Version> versions,
        int page,
        boolean older,
        Map<String, String> environments);

    static native TemplateInstance routeDifference(
        String name, Difference d, List<Version> versions, int newest);

    private Templates() {}
  }

  @GET
  public TemplateInstance list() {
    return Templates.routes(
        list.all(),
        list.file(),
        List.copyOf(directory.connections().keySet()),
        directory.environments(),
        desk.pairs());
  }

  /**
   * @param key a record to show; empty for none
   * @param page of the history, from 0
   */
  @GET
  @Path("/{name}")
  public TemplateInstance one(
      @PathParam("name") String name,
      @QueryParam("key") @DefaultValue("") String key,
      @QueryParam("page") @DefaultValue("0") int page) {
    RouteView route = desk.one(name);
    PreviewView preview = null;
    String refused = null;
    if (!key.isBlank()) {
      try {
        preview = desk.preview(name, key.strip(), null);
      } catch (Problem e) {
        refused = Back.sentence(e);
      }
    }
    List<Version> versions = desk.versions(name, page);
    return Templates.route(
        route,
        desk.lastPlan(name).orElse(null),
        key,
        preview,
        refused,
        versions,
        page,
        versions.size() == RouteDesk.VERSIONS,
        directory.environments());
  }

  /**
   * @param from the older version
   * @param to the newer one
   */
  @GET
  @Path("/{name}/difference")
  public TemplateInstance difference(
      @PathParam("name") String name, @QueryParam("from") int from, @QueryParam("to") int to) {
    Difference difference = desk.difference(name, from, to);
    List<Version> versions = desk.versions(name);
    return Templates.routeDifference(name, difference, versions, versions.get(0).version());
  }

  @POST
  @Path("/take")
  public Response take(
      @FormParam("from") String from,
      @FormParam("to") String to,
      @FormParam("createFields") String createFields,
      @FormParam("acrossEnvironments") String across) {
    return back.to(
        "/routes",
        () -> {
          List<String> names =
              desk.take(new Shipped(from, to, "plan", createFields != null, across != null));
          return "Saved %s. Plan each, then let it go live.".formatted(String.join(", ", names));
        });
  }

  @POST
  @Path("/{name}/plan")
  public Response plan(@PathParam("name") String name) {
    return to(
        name,
        () -> {
          PlanView plan = desk.plan(name);
          return "Planned %,d records: nothing was written".formatted(plan.records());
        });
  }

  @POST
  @Path("/{name}/state")
  public Response state(
      @PathParam("name") String name,
      @FormParam("state") @DefaultValue("") String state,
      @FormParam("first") @DefaultValue("") String first) {
    return to(
        name,
        () -> {
          Integer limit = null;
          if (!first.isBlank()) {
            try {
              limit = Integer.valueOf(first.strip());
            } catch (NumberFormatException e) {
              throw Problem.badRequest("The number of records must be a whole number");
            }
          }
          return said("The route is %s now".formatted(state), desk.state(name, state, limit));
        });
  }

  private static String said(String what, Saved saved) {
    return what
        + ", version "
        + saved.version()
        + saved.warnings().stream()
            .map(each -> "; " + each.field() + " " + each.problem())
            .collect(Collectors.joining());
  }

  @POST
  @Path("/{name}/pause")
  public Response pause(
      @PathParam("name") String name,
      @FormParam("reason") String reason,
      @FormParam("until") String until) {
    return to(
        name,
        () -> {
          pauses.pauseRoute(name, form.read(reason, until));
          return "Paused: changes are kept, and delivered when it goes on";
        });
  }

  @POST
  @Path("/{name}/resume")
  public Response resume(@PathParam("name") String name) {
    return to(
        name,
        () -> {
          pauses.resumeRoute(name);
          return "Resumed: its newest records are delivered";
        });
  }

  @POST
  @Path("/{name}/restore")
  public Response restore(@PathParam("name") String name, @FormParam("version") int version) {
    return to(name, () -> said("Rolled back to " + version, desk.rollBack(name, version)));
  }

  @POST
  @Path("/{name}/resync")
  public Response resync(@PathParam("name") String name) {
    return to(
        name,
        () -> {
          desk.resync(name);
          return "The records are sent again; what is unchanged is not written";
        });
  }

  @POST
  @Path("/{name}/delete")
  public Response delete(@PathParam("name") String name) {
    return back.to(
        "/routes",
        () -> {
          desk.delete(name);
          return "Deleted the route %s; what it wrote stays".formatted(name);
        });
  }

  private Response to(String name, Supplier<String> action) {
    return back.to("/routes/" + Urls.encoded(name), action);
  }
}
