package io.mlconnector.console.connections;

import io.mlconnector.console.connections.ConnectionDesk.Consent;
import io.mlconnector.console.connections.Details.Ping;
import io.mlconnector.console.look.Back;
import io.mlconnector.console.pauses.PauseDesk;
import io.mlconnector.console.pauses.PauseForm;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
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
import java.util.List;

/** The list of connections, and a page for each with what can be done there. */
@Path("/connections")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ConnectionPages {

  private final ConnectionDesk desk;
  private final PauseDesk pauses;
  private final PauseForm form;
  private final Back back;

  public ConnectionPages(ConnectionDesk desk, PauseDesk pauses, PauseForm form, Back back) {
    this.desk = desk;
    this.pauses = pauses;
    this.form = form;
    this.back = back;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance connections(List<ConnectionHealth> all, List<String> systems);

    static native TemplateInstance connections$rows(
        List<ConnectionHealth> all, List<String> systems);

    static native TemplateInstance connection(Details c);

    static native TemplateInstance connection$health(Details c);

    static native TemplateInstance consent(String id, Consent consent);

    private Templates() {}
  }

  @GET
  public TemplateInstance list() {
    return Templates.connections(desk.all(), desk.systems());
  }

  @GET
  @Path("/rows")
  public TemplateInstance rows() {
    return Templates.connections$rows(desk.all(), desk.systems());
  }

  @GET
  @Path("/{id}")
  public TemplateInstance one(@PathParam("id") String id) {
    return Templates.connection(desk.one(id));
  }

  @GET
  @Path("/{id}/health")
  public TemplateInstance health(@PathParam("id") String id) {
    return Templates.connection$health(desk.one(id));
  }

  @POST
  @Path("/{id}/ping")
  public Response ping(@PathParam("id") String id) {
    return back.to(
        page(id),
        () -> {
          Ping ping = desk.ping(id);
          if (!ping.ok()) {
            throw Problem.of(502, "The ping failed. " + ping.cause());
          }
          return "The ping went well: we are %s, after %d ms"
              .formatted(ping.identity(), ping.latencyMillis());
        });
  }

  @POST
  @Path("/{id}/pause")
  public Response pause(
      @PathParam("id") String id,
      @FormParam("reason") String reason,
      @FormParam("until") String until) {
    return back.to(
        page(id),
        () -> {
          pauses.pauseConnection(id, form.read(reason, until));
          return "Paused: nothing is polled or written; what comes in waits";
        });
  }

  @POST
  @Path("/{id}/resume")
  public Response resume(@PathParam("id") String id) {
    return back.to(
        page(id),
        () -> {
          pauses.resumeConnection(id);
          return "Resumed";
        });
  }

  @POST
  @Path("/{id}/switch-on")
  @Needs(Role.ADMIN)
  public Response switchOn(@PathParam("id") String id) {
    return back.to(
        page(id),
        () -> {
          desk.switchOn(id);
          return "Switched on";
        });
  }

  @POST
  @Path("/{id}/delete")
  @Needs(Role.ADMIN)
  public Response delete(@PathParam("id") String id, @FormParam("typed") String typed) {
    if (!id.equals(typed)) {
      return back.to(
          "/connection-forms/delete/" + Urls.encoded(id),
          () -> {
            throw Problem.badRequest("Nothing was deleted: type the connection's id to confirm");
          });
    }
    return back.to(
        "/connections",
        () -> {
          List<String> stays = desk.delete(id).stays();
          return "Deleted " + id + (stays.isEmpty() ? "" : ". " + String.join(". ", stays));
        });
  }

  @POST
  @Path("/{id}/consent")
  @Needs(Role.ADMIN)
  public TemplateInstance consent(@PathParam("id") String id) {
    return Templates.consent(id, desk.consent(id));
  }

  @POST
  @Path("/{id}/streams/{stream}/{what: poll|reconcile}")
  public Response poll(
      @PathParam("id") String id,
      @PathParam("stream") String stream,
      @PathParam("what") String what) {
    String asked = what.equals("poll") ? "a poll" : "a full scan";
    return back.to(
        page(id),
        () -> {
          desk.stream(id, stream, what, "asked for " + asked);
          return "Asked for %s of %s".formatted(asked, stream);
        });
  }

  @POST
  @Path("/{id}/streams/{stream}/removals/{decision: believe|dismiss}")
  public Response removals(
      @PathParam("id") String id,
      @PathParam("stream") String stream,
      @PathParam("decision") String decision) {
    return back.to(
        page(id),
        () -> {
          desk.stream(id, stream, "removals/" + decision, decision + "s the held removals");
          return "Decided";
        });
  }

  @POST
  @Path("/{id}/backfill")
  public Response backfill(
      @PathParam("id") String id,
      @FormParam("stream") @DefaultValue("") String stream,
      @FormParam("from") String from,
      @FormParam("to") String to) {
    return back.to(
        page(id),
        () -> {
          if (stream.isBlank()) {
            throw Problem.badRequest("stream: is missing; choose what is to be read");
          }
          desk.backfill(id, stream, from, to);
          return "The backfill of %s has begun; this page shows how far it is".formatted(stream);
        });
  }

  @POST
  @Path("/{id}/hooks/{hook}/register")
  @Needs(Role.ADMIN)
  public Response register(@PathParam("id") String id, @PathParam("hook") String hook) {
    return back.to(
        page(id),
        () -> {
          desk.register(id, hook);
          return "The vendor calls the hook %s from now on".formatted(hook);
        });
  }

  private static String page(String id) {
    return "/connections/" + Urls.encoded(id);
  }
}
