package io.mlconnector.console.journeys;

import io.mlconnector.console.access.Who;
import io.mlconnector.console.ledger.Journeys;
import io.mlconnector.console.ledger.Search;
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
import java.util.List;
import java.util.Objects;

/** Journeys to search, and the whole story of one across all services. */
@Path("/journeys")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class JourneyPages {

  private static final int STEPS = 300;

  private final Journeys journeys;
  private final Who who;

  public JourneyPages(Journeys journeys, Who who) {
    this.journeys = journeys;
    this.who = who;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance journeys(
        String q, String until, List<JourneyView> found, String older);

    static native TemplateInstance journeys$rows(List<JourneyView> found);

    static native TemplateInstance journey(JourneyView journey);

    private Templates() {}
  }

  @GET
  public TemplateInstance search(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("until") @DefaultValue("") String until) {
    List<JourneyView> found = find(q, until);
    String older =
        found.size() < Journeys.PAGE ? null : found.get(found.size() - 1).at().toString();
    return Templates.journeys(q, until, found, older);
  }

  @GET
  @Path("/rows")
  public TemplateInstance rows(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("until") @DefaultValue("") String until) {
    return Templates.journeys$rows(find(q, until));
  }

  private List<JourneyView> find(String q, String until) {
    Search search = new Search(q, Moments.read("until", until, who.zone()).orElse(null));
    return journeys.find(search, STEPS).stream().map(JourneyView::of).toList();
  }

  @GET
  @Path("/{id}")
  public TemplateInstance one(@PathParam("id") String id) {
    List<Step> steps = journeys.byId(id);
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
