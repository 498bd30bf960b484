package io.mlconnector.console.alerts;

import io.mlconnector.console.access.Who;
import io.mlconnector.console.alerts.channel.Answer;
import io.mlconnector.console.look.Back;
import io.mlconnector.console.look.Moments;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What people are told of by itself, and how. */
@Path("/alerts")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class AlertPages {

  private static final String PAGE = "/alerts";

  private final AlertDesk desk;
  private final Who who;
  private final Back back;

  public AlertPages(AlertDesk desk, Who who, Back back) {
    this.desk = desk;
    this.who = who;
    this.back = back;
  }

  /** The template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance alerts(
        boolean watches,
        List<AlertView> open,
        List<AlertView> past,
        AlertView last,
        boolean older,
        List<ChannelView> channels);

    private Templates() {}
  }

  @GET
  public TemplateInstance page(
      @QueryParam("before") String before,
      @QueryParam("id") @DefaultValue("9223372036854775807") long id) {
    List<AlertView> past = desk.past(Moments.read("before", before).orElse(null), id);
    return Templates.alerts(
        desk.watches(),
        desk.open(),
        past,
        past.size() < AlertDesk.PAGE ? null : past.get(past.size() - 1),
        before != null,
        desk.channels());
  }

  /** {@code act} is {@code unmute}, or anything else to mute. */
  @POST
  @Path("/{id}/mute")
  public Response mute(
      @PathParam("id") long id,
      @FormParam("until") String until,
      @FormParam("reason") String reason,
      @FormParam("act") @DefaultValue("") String act) {
    return back.to(
        PAGE,
        () -> {
          if (act.equals("unmute")) {
            desk.unmute(id);
            return "It is told again";
          }
          desk.mute(id, Moments.read("until", until, who.zone()).orElse(null), reason);
          return "Muted: nothing more is told of it but that it is over";
        });
  }

  @POST
  @Path("/channels/{channel}/test")
  @Needs(Role.ADMIN)
  public Response test(@PathParam("channel") String channel) {
    return back.to(
        PAGE,
        () -> {
          Answer answer = desk.test(channel);
          if (!answer.isTaken()) {
            throw Problem.of(
                502, "The test message by %s failed: %s".formatted(channel, answer.words()));
          }
          return "The test message by %s is told: %s".formatted(channel, answer.words());
        });
  }
}
