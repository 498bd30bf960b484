package io.mlconnector.console.decisions;

import io.mlconnector.console.decisions.Lists.Entry;
import io.mlconnector.console.decisions.Lists.Gap;
import io.mlconnector.console.decisions.Lists.Gone;
import io.mlconnector.console.decisions.Lists.Unreadable;
import io.mlconnector.console.decisions.TickDesk.Kind;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people look through and tick off, by REST. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "decisions")
@Blocking
public class TicksResource {

  private final TickDesk desk;

  public TicksResource(TickDesk desk) {
    this.desk = desk;
  }

  /** Entries with a reason, which is not needed to open them again. */
  public record Meant(List<Entry> entries, String reason) {

    List<Entry> given() {
      if (entries == null || entries.stream().anyMatch(Objects::isNull)) {
        throw Problem.badRequest("entries is missing: " + EXAMPLE);
      }
      return entries;
    }
  }

  /** Messages with a reason, which is not needed to open them again. */
  public record Messages(List<Long> ids, String reason) {

    List<Long> given() {
      if (ids == null || ids.stream().anyMatch(Objects::isNull)) {
        throw Problem.badRequest("ids is missing: send {\"ids\": [1], \"reason\": \"…\"}");
      }
      return ids;
    }
  }

  /** How many entries it was done to. */
  public record Done(long entries) {}

  private static final String EXAMPLE =
      "send {\"entries\": [{\"record\": \"…\", \"field\": \"…\", \"version\": \"…\"}],"
          + " \"reason\": \"…\"}";

  @GET
  @Path("/gone")
  @Operation(summary = "Records that are gone at their source, open or ticked off, 50 to a page")
  public List<Gone> gone(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("after") @DefaultValue("") String after) {
    return desk.gone(connection, state, after);
  }

  @POST
  @Path("/gone/tick")
  @Operation(summary = "Tick off what is gone at its source, with a reason")
  public Done tickGone(Meant meant) {
    return new Done(desk.tick(Kind.GONE, given(meant).given(), meant.reason()));
  }

  @POST
  @Path("/gone/reopen")
  @Operation(summary = "Open what is gone at its source again")
  public Done reopenGone(Meant meant) {
    return new Done(desk.reopen(Kind.GONE, given(meant).given()));
  }

  @GET
  @Path("/gaps")
  @Operation(summary = "What records lack, open or ticked off, 50 records to a page")
  public List<Gap> gaps(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("after") @DefaultValue("") String after) {
    return desk.gaps(connection, state, after);
  }

  @POST
  @Path("/gaps/tick")
  @Operation(summary = "Tick off what records lack, with a reason")
  public Done tickGaps(Meant meant) {
    return new Done(desk.tick(Kind.GAPS, given(meant).given(), meant.reason()));
  }

  @POST
  @Path("/gaps/reopen")
  @Operation(summary = "Open what records lack again")
  public Done reopenGaps(Meant meant) {
    return new Done(desk.reopen(Kind.GAPS, given(meant).given()));
  }

  @GET
  @Path("/unreadable")
  @Operation(summary = "Messages that the mapping could not read, the newest first, 50 to a page")
  public List<Unreadable> unreadable(
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("before") @DefaultValue("0") long before) {
    return desk.unreadable(state, before);
  }

  @POST
  @Path("/unreadable/tick")
  @Operation(summary = "Tick off messages that could not be read, with a reason")
  public Done tickUnreadable(Messages messages) {
    return new Done(desk.tickUnreadable(given(messages).given(), messages.reason()));
  }

  @POST
  @Path("/unreadable/reopen")
  @Operation(summary = "Open messages that could not be read again")
  public Done reopenUnreadable(Messages messages) {
    return new Done(desk.reopenUnreadable(given(messages).given()));
  }

  private static Meant given(Meant meant) {
    return meant == null ? new Meant(null, null) : meant;
  }

  private static Messages given(Messages messages) {
    return messages == null ? new Messages(null, null) : messages;
  }
}
