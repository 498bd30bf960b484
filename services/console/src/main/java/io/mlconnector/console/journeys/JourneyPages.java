package io.mlconnector.console.journeys;

import io.mlconnector.console.access.Who;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.journeys.JourneyDesk.Found;
import io.mlconnector.console.journeys.JourneyDesk.Names;
import io.mlconnector.console.ledger.Journeys;
import io.mlconnector.console.ledger.Step;
import io.mlconnector.console.look.Moments;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Journeys to search, and the whole story of one across all services. */
@Path("/journeys")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class JourneyPages {

  private static final int STEPS = 300;

  private final JourneyDesk desk;
  private final Who who;

  public JourneyPages(JourneyDesk desk, Who who) {
    this.desk = desk;
    this.who = who;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance journeys(
        String q, String from, String until, Shown shown, String older, String export);

    static native TemplateInstance journeys$rows(Shown shown);

    static native TemplateInstance journey(JourneyView journey);

    private Templates() {}
  }

  /** What a search shows. */
  record Shown(List<JourneyView> found, Names names) {}

  @GET
  public TemplateInstance search(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("until") @DefaultValue("") String until) {
    Shown shown = find(q, from, until);
    List<JourneyView> found = shown.found();
    String older =
        found.size() < Journeys.PAGE ? null : found.get(found.size() - 1).at().toString();
    String export =
        "/api/journeys/export?q=%s&from=%s&until=%s&format="
            .formatted(Urls.encoded(q), moment("from", from), moment("until", until));
    return Templates.journeys(q, from, until, shown, older, export);
  }

  /** A time of the person's zone as programs give it. */
  private String moment(String name, String text) {
    return Moments.read(name, text, who.zone()).map(Instant::toString).orElse("");
  }

  @GET
  @Path("/rows")
  public TemplateInstance rows(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("until") @DefaultValue("") String until) {
    return Templates.journeys$rows(find(q, from, until));
  }

  private Shown find(String q, String from, String until) {
    Found found =
        desk.find(
            desk.search(
                q,
                Moments.read("from", from, who.zone()).orElse(null),
                Moments.read("until", until, who.zone()).orElse(null)),
            STEPS);
    return new Shown(found.journeys().stream().map(JourneyView::of).toList(), found.names());
  }

  @GET
  @Path("/{id}")
  public TemplateInstance one(@PathParam("id") String id) {
    List<Step> steps = desk.one(id);
    if (steps.isEmpty()) {
      throw Problem.notFound(
          "The ledger has no journey %s: it is too old, or the id is not a whole one"
              .formatted(id));
    }
    String record =
        steps.stream().map(Step::record).filter(Objects::nonNull).findFirst().orElse(null);
    return Templates.journey(JourneyView.of(id, record, steps));
  }
}
