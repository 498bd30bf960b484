package io.mlconnector.console.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.console.connections.ConnectionDesk.Rotated;
import io.mlconnector.console.connections.Form.SystemForm;
import io.mlconnector.console.look.Flash;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adding a connection, and changing one with its credentials, by a form of its system's making. */
@Path("/connection-forms")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.ADMIN)
public class ConnectionForms {

  private final ConnectionDesk desk;
  private final Flash flash;

  public ConnectionForms(ConnectionDesk desk, Flash flash) {
    this.desk = desk;
    this.flash = flash;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance connectionForm(Form form, String id);

    static native TemplateInstance rotate(Form form, String id);

    static native TemplateInstance deletion(Details c, Deletion d);

    private Templates() {}
  }

  @GET
  @Path("/new/{system}")
  @Needs(Role.ADMIN)
  public TemplateInstance fresh(
      @PathParam("system") String system, @QueryParam("mode") @DefaultValue("") String mode) {
    return Templates.connectionForm(Form.of(desk.form(system), mode, true, Map.of()), "");
  }

  @POST
  @Path("/new/{system}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response create(
      @PathParam("system") String system,
      @QueryParam("mode") @DefaultValue("") String mode,
      MultivaluedMap<String, String> sent) {
    Form form = Form.sent(desk.form(system), mode, true, sent);
    try {
      String id = desk.create(system, form.document());
      flash.good("Connection %s is stored. Ping it to see whether it signs in.".formatted(id));
      return Response.seeOther(URI.create("/connections/" + Urls.encoded(id))).build();
    } catch (Problem e) {
      return again(form.refused(e.getMessage(), e.errors()), "", e.status());
    }
  }

  @GET
  @Path("/edit/{id}")
  @Needs(Role.ADMIN)
  public TemplateInstance edit(
      @PathParam("id") String id, @QueryParam("mode") @DefaultValue("") String mode) {
    Details details = desk.one(id);
    return Templates.connectionForm(
        Form.of(
            desk.form(details.health().system()),
            mode.isEmpty() ? details.mode() : mode,
            false,
            values(details.document())),
        id);
  }

  @POST
  @Path("/edit/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response change(
      @PathParam("id") String id,
      @QueryParam("mode") @DefaultValue("") String mode,
      MultivaluedMap<String, String> sent) {
    Details details = desk.one(id);
    Form form =
        Form.sent(
            desk.form(details.health().system()),
            mode.isEmpty() ? details.mode() : mode,
            false,
            sent);
    try {
      ObjectNode patch = form.document();
      if (!form.tlsTyped() && !details.document().has("tls")) {
        patch.remove("tls");
      }
      desk.change(id, patch);
      flash.good("Connection %s is changed. Ping it to see whether it signs in.".formatted(id));
      return Response.seeOther(URI.create("/connections/" + Urls.encoded(id))).build();
    } catch (Problem e) {
      return again(form.refused(e.getMessage(), e.errors()), id, e.status());
    }
  }

  /** What deleting will do, and the form that does it. */
  @GET
  @Path("/delete/{id}")
  @Needs(Role.ADMIN)
  public TemplateInstance deletion(@PathParam("id") String id) {
    return Templates.deletion(desk.one(id), desk.deletion(id));
  }

  @GET
  @Path("/rotate/{id}")
  @Needs(Role.ADMIN)
  public TemplateInstance credentials(@PathParam("id") String id) {
    return Templates.rotate(rotation(id, desk.one(id), null), id);
  }

  @POST
  @Path("/rotate/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response rotate(@PathParam("id") String id, MultivaluedMap<String, String> sent) {
    Form form = rotation(id, desk.one(id), sent);
    try {
      if (form.typed().isEmpty()) {
        throw Problem.badRequest("Nothing was changed: type at least one new credential");
      }
      Rotated rotated = desk.rotate(id, form.typed());
      flash.good(
          rotated.note() == null
              ? "The new credentials are in use: we are %s".formatted(rotated.ping().identity())
              : rotated.note());
      return Response.seeOther(URI.create("/connections/" + Urls.encoded(id))).build();
    } catch (Problem e) {
      return Response.status(e.status())
          .entity(Templates.rotate(form.refused(e.getMessage(), e.errors()), id))
          .build();
    }
  }

  private Form rotation(String id, Details details, MultivaluedMap<String, String> sent) {
    SystemForm system = desk.form(details.health().system());
    Map<String, String> stored = values(details.document());
    boolean mutual = stored.keySet().removeIf("tls.certificate"::equals);
    Form form =
        sent == null
            ? Form.of(system, details.mode(), false, stored)
            : Form.sent(system, details.mode(), false, sent);
    return form.mutual(mutual);
  }

  private static Response again(Form form, String id, int status) {
    return Response.status(status).entity(Templates.connectionForm(form, id)).build();
  }

  /** The document's values by the names of the form's fields. */
  private static Map<String, String> values(JsonNode document) {
    Map<String, String> values = new LinkedHashMap<>();
    document
        .properties()
        .forEach(
            each -> {
              if (each.getValue().isValueNode()) {
                values.put(each.getKey(), each.getValue().asText());
              } else if (List.of("auth", "settings", "tls").contains(each.getKey())) {
                each.getValue()
                    .properties()
                    .forEach(
                        one ->
                            values.put(each.getKey() + "." + one.getKey(), text(one.getValue())));
              }
            });
    return values;
  }

  private static String text(JsonNode value) {
    List<String> lines = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(each -> lines.add(each.asText()));
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(each -> lines.add(each.getKey() + ": " + each.getValue().asText()));
    } else {
      lines.add(value.asText());
    }
    return String.join("\n", lines);
  }
}
