package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Bodies;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people see of one route and do with it; the mapping does it. */
@ApplicationScoped
public class RouteDesk {

  private static final String PATH = "/api/routes/";

  private final Actions actions;
  private final Directory directory;

  public RouteDesk(Actions actions, Directory directory) {
    this.actions = actions;
    this.directory = directory;
  }

  /** What saving gave; warnings say what was not as wished. */
  public record Saved(int version, List<Warning> warnings) {}

  /** What is odd about a field. */
  public record Warning(String field, String problem) {}

  /**
   * One version of a route.
   *
   * @param route null where this version is the deletion
   */
  public record Version(int version, JsonNode route, String author, Instant at) {

    public String pretty() {
      return route == null || route.isNull() ? "deleted" : route.toPrettyString();
    }
  }

  /** A pair of systems for which routes are shipped. */
  public record Pair(String from, String to) {}

  /** What taking shipped routes needs to know; see the mapping's API. */
  public record Shipped(
      String from, String to, String state, boolean createFields, boolean acrossEnvironments) {}

  public RouteView one(String name) {
    JsonNode stored = read(name);
    return RouteList.view(stored, Map.of(), Map.of());
  }

  private JsonNode read(String name) {
    return actions.read(directory.mapping(), PATH + Urls.encoded(name));
  }

  /** How many versions a page has. */
  public static final int VERSIONS = 100;

  /** The newest 100 versions, the newest first. */
  public List<Version> versions(String name) {
    return versions(name, 0);
  }

  /**
   * Versions, the newest first.
   *
   * @param page from 0
   */
  public List<Version> versions(String name, int page) {
    return actions.list(
        directory.mapping(), PATH + Urls.encoded(name) + "/versions?page=" + page, Version.class);
  }

  /**
   * What one version says otherwise than another.
   *
   * @throws Problem 404 where there is no such version
   */
  public Difference difference(String name, int from, int to) {
    return Difference.of(version(name, from), version(name, to));
  }

  private Version version(String name, int version) {
    int page = 0;
    List<Version> some;
    do {
      some = versions(name, page++);
      for (Version each : some) {
        if (each.version() == version) {
          return each;
        }
      }
    } while (some.size() == VERSIONS && some.get(VERSIONS - 1).version() > version);
    throw Problem.notFound(
        "Route %s has no version %d: look at its history for those that there are"
            .formatted(name, version));
  }

  /**
   * @throws Problem 422 with everything that is wrong, field by field
   */
  public Saved save(String name, JsonNode document) {
    Bodies.object(document, "the route, such as {\"from\": {…}, \"to\": {…}, \"fields\": {…}}");
    return saved(
        actions.change(
            directory.mapping(),
            "PUT",
            PATH + Urls.encoded(name),
            document,
            new Said(null, name, "saved the route")));
  }

  private static Saved saved(JsonNode answer) {
    return new Saved(
        answer.path("version").asInt(), Actions.list(answer.path("warnings"), Warning.class));
  }

  /** Saves a former version as the newest one, in the state that the route has now. */
  public Saved rollBack(String name, int version) {
    Version former = version(name, version);
    if (former.route() == null || former.route().isNull()) {
      throw Problem.conflict(
          "Version %d of route %s is its deletion: choose one before that"
              .formatted(version, name));
    }
    ObjectNode document = former.route().deepCopy();
    document.set("state", read(name).at("/route/state"));
    return saved(
        actions.change(
            directory.mapping(),
            "PUT",
            PATH + Urls.encoded(name),
            document,
            new Said(null, name, "rolled the route back to version " + version)));
  }

  /**
   * Changes the state.
   *
   * @param first how many records a first run sends at most; null for as saved, 0 for all
   */
  public Saved state(String name, String state, Integer first) {
    if (first != null) {
      ObjectNode document = read(name).path("route").deepCopy();
      document.put("state", state).set("firstN", first == 0 ? null : IntNode.valueOf(first));
      return saved(
          actions.change(
              directory.mapping(),
              "PUT",
              PATH + Urls.encoded(name),
              document,
              new Said(null, name, said(state, first))));
    }
    return saved(
        actions.change(
            directory.mapping(),
            "POST",
            PATH + Urls.encoded(name) + "/state",
            CanonicalJson.mapper().createObjectNode().put("state", state),
            new Said(null, name, "set the route " + state)));
  }

  private static String said(String state, int first) {
    return "set the route %s for %s".formatted(state, first == 0 ? "all" : "the first " + first);
  }

  public void resync(String name) {
    actions.change(
        directory.mapping(),
        "POST",
        PATH + Urls.encoded(name) + "/resync",
        null,
        new Said(null, name, "had all records sent again"));
  }

  public void delete(String name) {
    actions.change(
        directory.mapping(),
        "DELETE",
        PATH + Urls.encoded(name),
        null,
        new Said(null, name, "deleted the route"));
  }

  /** All records through the route, counted against the live target; writes nothing. */
  public PlanView plan(String name) {
    return PlanView.of(actions.ask(directory.mapping(), PATH + Urls.encoded(name) + "/plan", null));
  }

  /** The newest plan; empty where none was made. */
  public Optional<PlanView> lastPlan(String name) {
    try {
      return Optional.of(
          PlanView.of(actions.read(directory.mapping(), PATH + Urls.encoded(name) + "/plan")));
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  /**
   * One record through a route, with the difference to the live target.
   *
   * @param document that is not saved; null for the saved route
   */
  public PreviewView preview(String name, String key, JsonNode document) {
    ObjectNode body = CanonicalJson.mapper().createObjectNode().put("key", key);
    if (document != null) {
      body.set("route", document);
    }
    return PreviewView.of(
        actions.ask(directory.mapping(), PATH + Urls.encoded(name) + "/preview", body));
  }

  /** A source record to try a route on. */
  public record Found(String key, String name, String entity) {}

  /**
   * Records of a source by a part of their name, 25 at most.
   *
   * @throws Problem where the part is too short to find something by
   */
  public List<Found> records(String connection, String entity, String part) {
    String path =
        "/api/records/names?q=%s&connection=%s&limit=100"
            .formatted(Urls.encoded(part), Urls.encoded(connection));
    return actions.list(directory.mapping(), path, Found.class).stream()
        .filter(each -> entity.isEmpty() || entity.equals(each.entity()))
        .limit(25)
        .toList();
  }

  /** The pairs of systems for which routes are shipped. */
  public List<Pair> pairs() {
    return actions.list(directory.mapping(), PATH + "defaults/pairs", Pair.class);
  }

  /** Saves the shipped routes between two connections; returns their names. */
  public List<String> take(Shipped shipped) {
    if (shipped == null || blank(shipped.from()) || blank(shipped.to())) {
      throw Problem.badRequest("from and to are missing: name the two connections");
    }
    JsonNode saved =
        actions.change(
            directory.mapping(),
            "POST",
            PATH + "defaults",
            CanonicalJson.mapper().valueToTree(shipped),
            new Said(
                null,
                null,
                "took the shipped routes from %s to %s".formatted(shipped.from(), shipped.to())));
    List<String> names = new ArrayList<>();
    saved.forEach(each -> names.add(each.at("/route/name").asText()));
    return names;
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
