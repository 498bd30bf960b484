package io.mlconnector.console.live;

import io.mlconnector.console.ledger.Counters;
import io.mlconnector.console.ledger.Counters.Counter;
import io.mlconnector.console.live.LiveDesk.Spans;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.console.systems.Systems;
import io.mlconnector.console.work.UnderWay;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Throughput, lag, waits by reason and long work, per connection. */
@Path("/live")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class LivePages {

  private final LiveDesk desk;
  private final Counters counters;
  private final Systems systems;
  private final UnderWay underWay;

  public LivePages(LiveDesk desk, Counters counters, Systems systems, UnderWay underWay) {
    this.desk = desk;
    this.counters = counters;
    this.systems = systems;
    this.underWay = underWay;
  }

  /** A connection with its charts. */
  public record Line(ConnectionHealth connection, List<Charts> spans) {}

  /**
   * All that the page shows.
   *
   * @param connection the only one that is shown; empty for all
   */
  public record Now(
      String connection, List<Line> lines, List<Counter> steps, UnderWay.Now underWay) {}

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance live(Now now);

    static native TemplateInstance live$now(Now now);

    private Templates() {}
  }

  @GET
  public TemplateInstance page(@QueryParam("connection") @DefaultValue("") String connection) {
    return Templates.live(all(connection));
  }

  @GET
  @Path("/now")
  public TemplateInstance now(@QueryParam("connection") @DefaultValue("") String connection) {
    return Templates.live$now(all(connection));
  }

  private Now all(String connection) {
    Spans spans = desk.spans();
    List<Line> lines =
        systems.connections().stream()
            .filter(each -> connection.isEmpty() || each.id().equals(connection))
            .map(
                each ->
                    new Line(
                        each, List.of(desk.hour(each.id(), spans), desk.day(each.id(), spans))))
            .toList();
    if (lines.isEmpty() && !connection.isEmpty()) {
      throw Problem.notFound(
          "There is no connection %s: look at the page Connections for those that there are"
              .formatted(connection));
    }
    return new Now(connection, lines, counters.lately(), underWay.now());
  }
}
