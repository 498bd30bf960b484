package io.mlconnector.console.pages;

import io.mlconnector.console.ledger.Counters;
import io.mlconnector.console.ledger.Journeys;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.console.systems.RouteHealth;
import io.mlconnector.console.systems.RoutesOfMapping;
import io.mlconnector.console.systems.Systems;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The page with connections, counters and journeys; whole at first, then part by part. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class StartPage {

  private static final int STEPS = 150;

  private final Systems systems;
  private final RoutesOfMapping routes;
  private final Counters counters;
  private final Journeys journeys;
  private final Htmx htmx;

  public StartPage(
      Systems systems, RoutesOfMapping routes, Counters counters, Journeys journeys, Htmx htmx) {
    this.systems = systems;
    this.routes = routes;
    this.counters = counters;
    this.journeys = journeys;
    this.htmx = htmx;
  }

  /** The templates; their names are their file names. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance start(
        String htmx,
        String record,
        List<ConnectionHealth> connections,
        List<RouteHealth> routes,
        List<Counters.Counter> counters,
        List<JourneyView> journeys);

    static native TemplateInstance start$connections(List<ConnectionHealth> connections);

    static native TemplateInstance start$routes(List<RouteHealth> routes);

    static native TemplateInstance start$counters(List<Counters.Counter> counters);

    static native TemplateInstance start$journeys(List<JourneyView> journeys);

    private Templates() {}
  }

  @GET
  public TemplateInstance start(@QueryParam("record") String record) {
    return Templates.start(
        htmx.path(),
        record == null ? "" : record,
        systems.connections(),
        routes.all(),
        counters.lately(),
        views(record));
  }

  @GET
  @Path("/parts/connections")
  public TemplateInstance connections() {
    return Templates.start$connections(systems.connections());
  }

  @GET
  @Path("/parts/routes")
  public TemplateInstance routes() {
    return Templates.start$routes(routes.all());
  }

  @GET
  @Path("/parts/counters")
  public TemplateInstance counters() {
    return Templates.start$counters(counters.lately());
  }

  @GET
  @Path("/parts/journeys")
  public TemplateInstance journeys(@QueryParam("record") String record) {
    return Templates.start$journeys(views(record));
  }

  private List<JourneyView> views(String record) {
    List<Journeys.Journey> found =
        record == null || record.isBlank()
            ? journeys.newest(STEPS)
            : journeys.byRecord(record.strip(), STEPS);
    return found.stream().map(JourneyView::of).limit(25).toList();
  }
}
