package io.mlconnector.console.calls;

import io.mlconnector.console.calls.CallDesk.Call;
import io.mlconnector.console.calls.CallDesk.Groups;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.look.Back;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
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

/** Calls of vendors that wait: by reason, and one by one for a connection. */
@Path("/calls")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class CallPages {

  private final CallDesk desk;
  private final Back back;

  public CallPages(CallDesk desk, Back back) {
    this.desk = desk;
    this.back = back;
  }

  /** The template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance calls(
        String connection, Groups all, List<Call> calls, long after, Long next);

    private Templates() {}
  }

  @GET
  public TemplateInstance calls(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("after") @DefaultValue("0") long after) {
    List<Call> calls = connection.isEmpty() ? List.of() : desk.calls(connection, after);
    return Templates.calls(
        connection,
        desk.groups(connection),
        calls,
        after,
        calls.size() < CallDesk.PAGE ? null : calls.get(calls.size() - 1).id());
  }

  /**
   * @param call which one; empty for all parked ones of the connection
   */
  @POST
  public Response act(
      @FormParam("connection") @DefaultValue("") String connection,
      @FormParam("call") @DefaultValue("") String call,
      @FormParam("act") @DefaultValue("") String act) {
    return back.to(
        "/calls?connection=" + Urls.encoded(connection),
        () -> {
          if (connection.isBlank()) {
            throw Problem.badRequest("connection: is missing; say whose calls are meant");
          }
          if (act.equals("retry-all")) {
            return "Trying %,d calls again now".formatted(desk.retryAll(connection));
          }
          long id = number(call);
          switch (act) {
            case "retry" -> desk.retry(connection, id);
            case "dismiss" -> desk.dismiss(connection, id);
            default -> throw Problem.badRequest("act: must be retry, retry-all or dismiss");
          }
          return act.equals("retry")
              ? "Trying it again now"
              : "Dropped it; polls still find what changed";
        });
  }

  private static long number(String call) {
    try {
      return Long.parseLong(call.strip());
    } catch (NumberFormatException e) {
      throw Problem.badRequest("call: must be the number of a call of the list");
    }
  }
}
