package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.channel.Answer;
import io.mlconnector.console.look.Moments;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Alerts and their channels, by REST. */
@Path("/api/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "alerts")
@Blocking
public class AlertsResource {

  private final AlertDesk desk;

  public AlertsResource(AlertDesk desk) {
    this.desk = desk;
  }

  /**
   * Nothing is told any more.
   *
   * @param until an instant, or a date for its beginning in UTC; null until the alert is over
   */
  public record Muting(String until, String reason) {}

  @GET
  @Operation(summary = "Alerts that are open, the most urgent first, with how they were told")
  public List<AlertView> open() {
    return desk.open();
  }

  /**
   * @param before {@code closed} of the last one of the page before
   * @param id of that one
   */
  @GET
  @Path("/past")
  @Operation(summary = "Alerts that are over, the newest first, 50 to a page")
  public List<AlertView> past(
      @QueryParam("before") String before,
      @QueryParam("id") @DefaultValue("9223372036854775807") long id) {
    return desk.past(Moments.read("before", before).orElse(null), id);
  }

  @PUT
  @Path("/{id}/mute")
  @Operation(summary = "Have nothing more told of an open alert, until a time or until it is over")
  public void mute(@PathParam("id") long id, Muting muting) {
    desk.mute(
        id,
        muting == null ? null : Moments.read("until", muting.until()).orElse(null),
        muting == null ? null : muting.reason());
  }

  @DELETE
  @Path("/{id}/mute")
  @Operation(summary = "Have a muted alert told again")
  public void unmute(@PathParam("id") long id) {
    desk.unmute(id);
  }

  @GET
  @Path("/channels")
  @Operation(summary = "The channels of the configuration, and what is wrong with them")
  public List<ChannelView> channels() {
    return desk.channels();
  }

  @POST
  @Path("/channels/{channel}/test")
  @Needs(Role.ADMIN)
  @Operation(summary = "Send a test message by a channel, once")
  public Answer test(@PathParam("channel") String channel) {
    return desk.test(channel);
  }
}
