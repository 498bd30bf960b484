package io.mlconnector.console.routes;

import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.look.Flash;
import io.mlconnector.console.routes.Fields.Ends;
import io.mlconnector.console.routes.Fields.Field;
import io.mlconnector.console.routes.RouteDesk.Found;
import io.mlconnector.console.routes.RouteDesk.Saved;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writing a route: fields of both sides, expressions, and a real record before it is saved. */
@Path("/route-editor")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class RouteEditor {

  private final RouteDesk desk;
  private final Fields fields;
  private final Flash flash;

  public RouteEditor(RouteDesk desk, Fields fields, Flash flash) {
    this.desk = desk;
    this.fields = fields;
    this.flash = flash;
  }

  /**
   * What both sides have.
   *
   * @param custom the vendor's own fields that the source carries
   * @param unread why these cannot be told; null where they can
   * @param silent why the target's fields cannot be told; null where they can
   */
  public record Sides(
      List<Ends> ends,
      List<Field> source,
      List<Field> custom,
      String unread,
      List<Field> target,
      String silent) {

    /** Whether there is a connection to choose, or a route has none; another one stays as it is. */
    public boolean has(String connection) {
      return connection.isEmpty()
          || ends.stream().anyMatch(each -> each.connection().equals(connection));
    }
  }

  /** The template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance routeForm(
        RouteForm form, Sides sides, String key, PreviewView preview, List<Found> found);

    private Templates() {}
  }

  @GET
  @Path("/new")
  @Needs(Role.OPERATOR)
  public TemplateInstance fresh(
      @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("entity") @DefaultValue("") String entity,
      @QueryParam("to") @DefaultValue("") String to,
      @QueryParam("object") @DefaultValue("") String object) {
    RouteForm form =
        RouteForm.empty(Map.of("from", from, "entity", entity, "to", to, "object", object));
    return Templates.routeForm(form, sides(form), "", null, List.of());
  }

  @GET
  @Path("/{name}")
  @Needs(Role.OPERATOR)
  public TemplateInstance edit(@PathParam("name") String name) {
    RouteForm form = RouteForm.of(desk.one(name).document());
    return Templates.routeForm(form, sides(form), "", null, List.of());
  }

  /**
   * Saves what was typed; or shows the fields of both sides, records to choose from, or what it
   * makes of one of them.
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response save(MultivaluedMap<String, String> sent) {
    RouteForm form = RouteForm.sent(sent.containsKey("fresh"), sent);
    String pick = sent.getFirst("pick");
    String typed = pick == null ? sent.getFirst("key") : pick;
    String key = typed == null ? "" : typed.strip();
    String act = pick == null ? sent.getFirst("act") : "preview";
    try {
      if ("fields".equals(act)) {
        return Response.ok(Templates.routeForm(form, sides(form), key, null, List.of())).build();
      }
      if ("records".equals(act)) {
        List<Found> found = desk.records(form.value("from"), form.value("entity"), key);
        return Response.ok(Templates.routeForm(form, sides(form), key, null, found)).build();
      }
      if ("preview".equals(act)) {
        if (key.isEmpty()) {
          throw Problem.badRequest(
              "No record is chosen: type its key below, or a part of its name and find it");
        }
        PreviewView preview = desk.preview(form.value("name"), key, form.document());
        return Response.ok(Templates.routeForm(form, sides(form), key, preview, List.of())).build();
      }
      if (form.value("name").isEmpty()) {
        throw Problem.invalid(
            "The route is not saved", List.of(new Problem.FieldError("name", "is missing")));
      }
      Saved saved = desk.save(form.value("name"), form.document());
      flash.good(
          "Saved as version %d%s"
              .formatted(
                  saved.version(),
                  saved.warnings().isEmpty()
                      ? ""
                      : ": "
                          + saved.warnings().get(0).field()
                          + " "
                          + saved.warnings().get(0).problem()));
      return Response.seeOther(URI.create("/routes/" + Urls.encoded(form.value("name")))).build();
    } catch (Problem e) {
      return Response.status(e.status())
          .entity(Templates.routeForm(form.refused(e), sides(form), key, null, List.of()))
          .build();
    }
  }

  private Sides sides(RouteForm form) {
    Listed custom =
        listed(
            form, "from", "entity", () -> fields.custom(form.value("from"), form.value("entity")));
    Listed target =
        listed(form, "to", "object", () -> fields.target(form.value("to"), form.value("object")));
    return new Sides(
        fields.ends(),
        fields.source(form.value("entity")),
        custom.fields(),
        custom.silent(),
        target.fields(),
        target.silent());
  }

  /** Fields that another service tells, or why it does not. */
  private record Listed(List<Field> fields, String silent) {}

  private static Listed listed(
      RouteForm form, String connection, String of, Supplier<List<Field>> asked) {
    if (form.value(connection).isEmpty() || form.value(of).isEmpty()) {
      return new Listed(List.of(), null);
    }
    try {
      return new Listed(asked.get(), null);
    } catch (Problem e) {
      return new Listed(List.of(), e.getMessage());
    }
  }
}
