package io.mlconnector.console.live;

import io.mlconnector.console.ledger.Counters;
import io.mlconnector.console.ledger.Counters.Bar;
import io.mlconnector.console.ledger.Counters.Counter;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.console.systems.Systems;
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
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much is written right now, in the last hour and the last day, per connection. */
@Path("/")
@Tag(name = "live")
@Blocking
public class LivePages {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final Counters counters;
  private final Systems systems;

  public LivePages(Counters counters, Systems systems) {
    this.counters = counters;
    this.systems = systems;
  }

  /** A connection with its charts. */
  public record Line(ConnectionHealth connection, Chart hour, Chart day) {}

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance live(List<Line> lines, List<Counter> steps);

    static native TemplateInstance live$now(List<Line> lines, List<Counter> steps);

    private Templates() {}
  }

  @GET
  @Path("/live")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return Templates.live(lines(), counters.lately());
  }

  @GET
  @Path("/live/now")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance now() {
    return Templates.live$now(lines(), counters.lately());
  }

  @GET
  @Path("/api/live")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Writes of a connection (or of all) over time: over=hour or day")
  public List<Bar> over(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("over") @DefaultValue("hour") String over) {
    return switch (over) {
      case "hour" -> counters.over(connection, MINUTE, 60);
      case "day" -> counters.over(connection, HALF_HOUR, 48);
      default -> throw Problem.badRequest("over must be hour or day");
    };
  }

  private List<Line> lines() {
    return systems.connections().stream()
        .map(
            each ->
                new Line(
                    each,
                    Chart.of("The last hour, by minute", over(each.id(), "hour")),
                    Chart.of("The last day, by half an hour", over(each.id(), "day"))))
        .toList();
  }
}
