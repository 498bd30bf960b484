package io.mlconnector.console.decisions;

import io.mlconnector.console.decisions.Lists.Entry;
import io.mlconnector.console.decisions.Lists.Gap;
import io.mlconnector.console.decisions.Lists.Gone;
import io.mlconnector.console.decisions.Lists.Unreadable;
import io.mlconnector.console.decisions.TickDesk.Kind;
import io.mlconnector.console.look.Back;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What records lack, what is gone at its source, and what could not be read, to tick off. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class TickPages {

  private final TickDesk desk;
  private final Back back;

  public TickPages(TickDesk desk, Back back) {
    this.desk = desk;
    this.back = back;
  }

  /**
   * Which page of which list it is.
   *
   * @param ticked whether those are shown that somebody ticked off
   * @param after where the page begins; empty for the first
   * @param next where the next page begins; null where this is the last
   */
  public record Sheet(String connection, boolean ticked, String after, String next) {

    /** As an address says it. */
    public String state() {
      return ticked ? "ticked" : "open";
    }
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance gone(Sheet sheet, List<Gone> all);

    static native TemplateInstance gaps(Sheet sheet, List<Gap> all);

    static native TemplateInstance unreadable(Sheet sheet, List<Unreadable> all, boolean seen);

    private Templates() {}
  }

  @GET
  @Path("/gone")
  public TemplateInstance gone(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("after") @DefaultValue("") String after) {
    List<Gone> all = desk.gone(connection, state, after);
    return Templates.gone(sheet(connection, state, after, all, Gone::record), all);
  }

  @GET
  @Path("/gaps")
  public TemplateInstance gaps(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("after") @DefaultValue("") String after) {
    List<Gap> all = desk.gaps(connection, state, after);
    return Templates.gaps(sheet(connection, state, after, all, Gap::record), all);
  }

  @GET
  @Path("/unreadable")
  public TemplateInstance unreadable(
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("before") @DefaultValue("0") long before) {
    List<Unreadable> all = desk.unreadable(state, before);
    String begin = before == 0 ? "" : "" + before;
    return Templates.unreadable(
        sheet("", state, begin, all, each -> "" + each.id()), all, desk.seesAll());
  }

  private static <T> Sheet sheet(
      String connection, String state, String after, List<T> all, Function<T, String> last) {
    String next = all.size() < Lists.PAGE ? null : last.apply(all.get(all.size() - 1));
    return new Sheet(connection, state.equals("ticked"), after, next);
  }

  @POST
  @Path("/gone")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decideGone(
      @FormParam("entry") List<String> entries,
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("why") String why) {
    return records(Kind.GONE, "/gone", entries, act, why);
  }

  @POST
  @Path("/gaps")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decideGaps(
      @FormParam("entry") List<String> entries,
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("why") String why) {
    return records(Kind.GAPS, "/gaps", entries, act, why);
  }

  private Response records(Kind list, String page, List<String> entries, String act, String why) {
    return decided(
        page,
        act,
        () -> desk.tick(list, entries.stream().map(Entry::parse).toList(), why),
        () -> desk.reopen(list, entries.stream().map(Entry::parse).toList()));
  }

  @POST
  @Path("/unreadable")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decideUnreadable(
      @FormParam("entry") List<String> entries,
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("why") String why) {
    return decided(
        "/unreadable",
        act,
        () -> desk.tickUnreadable(ids(entries), why),
        () -> desk.reopenUnreadable(ids(entries)));
  }

  private static List<Long> ids(List<String> entries) {
    try {
      return entries.stream().map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw Problem.badRequest("entry: is none of this list; tick what it is about");
    }
  }

  private Response decided(String page, String act, Supplier<Long> tick, Supplier<Long> reopen) {
    return back.to(
        act.equals("reopen") ? page + "?state=ticked" : page,
        () ->
            switch (act) {
              case "tick" ->
                  "Ticked off %,d; they are with what was ticked off".formatted(tick.get());
              case "reopen" -> "Opened %,d again".formatted(reopen.get());
              default -> throw Problem.badRequest("act: must be tick or reopen");
            });
  }
}
