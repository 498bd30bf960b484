package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.ledger.Counters;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All routes, with how they do. */
@ApplicationScoped
public class RouteList {

  private final Actions actions;
  private final Directory directory;
  private final Counters counters;

  public RouteList(Actions actions, Directory directory, Counters counters) {
    this.actions = actions;
    this.directory = directory;
    this.counters = counters;
  }

  /**
   * @throws Problem where the mapping does not answer
   */
  public List<RouteView> all() {
    Map<String, Long> parked = new HashMap<>();
    for (JsonNode group : actions.read(directory.mapping(), "/api/records/parked/groups")) {
      parked.merge(group.path("route").asText(), group.path("count").asLong(), Long::sum);
    }
    Map<String, Long> written = new HashMap<>();
    counters.rates().forEach(rate -> written.put(rate.route(), rate.written()));
    List<RouteView> routes = new ArrayList<>();
    for (JsonNode stored : actions.read(directory.mapping(), "/api/routes")) {
      routes.add(view(stored, parked, written));
    }
    return routes;
  }

  static RouteView view(JsonNode stored, Map<String, Long> parked, Map<String, Long> written) {
    JsonNode route = stored.path("route");
    String name = route.path("name").asText();
    return new RouteView(
        name,
        route,
        route.path("state").asText("draft"),
        stored.path("version").asInt(),
        stored.path("author").asText(""),
        stored.path("at").isTextual() ? Instant.parse(stored.path("at").asText()) : null,
        stored.path("pause").isObject()
            ? CanonicalJson.mapper().convertValue(stored.path("pause"), Pause.class)
            : null,
        parked.getOrDefault(name, 0L),
        written.getOrDefault(name, 0L));
  }

  /** How the mounted routes file is, and which routes are not as it says. */
  public FileState file() {
    return FileState.of(actions.read(directory.mapping(), "/api/routes-file"));
  }

  /** How many messages the mapping could not read and nobody ticked off, up to a limit. */
  public long unreadable(int most) {
    return actions.read(directory.mapping(), "/api/records/unreadable?limit=" + most).size();
  }
}
