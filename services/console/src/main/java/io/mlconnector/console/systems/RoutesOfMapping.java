package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All routes, with what they could make no delivery of. */
@ApplicationScoped
public class RoutesOfMapping {

  private final Peers peers;
  private final Optional<URI> mapping;

  public RoutesOfMapping(Peers peers, FlowConfig config) {
    this.peers = peers;
    this.mapping = config.mapping().map(FlowConfig.Peer::url);
  }

  /** Empty where the console was not told where the mapping is. */
  public List<RouteHealth> all() {
    return mapping.map(this::routes).orElse(List.of());
  }

  private List<RouteHealth> routes(URI url) {
    List<RouteHealth> routes = new ArrayList<>();
    try {
      String problem = peers.get(url, "/api/routes-file").path("problem").asText(null);
      if (problem != null) {
        routes.add(
            new RouteHealth("routes file", "", "", "bad", "is not taken: " + problem, List.of()));
      }
      Map<String, Asides> asides = new HashMap<>();
      for (JsonNode parked : peers.get(url, "/api/records/parked?limit=500")) {
        asides
            .computeIfAbsent(parked.path("route").asText(), any -> new Asides())
            .add(parked.path("reason").asText(), parked.path("record").asText());
      }
      for (JsonNode stored : peers.get(url, "/api/routes")) {
        routes.add(route(stored.path("route"), asides));
      }
      Asides unreadable = new Asides();
      for (JsonNode message : peers.get(url, "/api/records/unreadable?limit=500")) {
        unreadable.add(message.path("reason").asText(), message.path("key").asText());
      }
      if (!unreadable.mostFrequent().isEmpty()) {
        routes.add(
            new RouteHealth(
                "messages", "", "", "bad", "could not be read", unreadable.mostFrequent()));
      }
    } catch (Silent e) {
      routes.add(new RouteHealth("mapping", "", "", "bad", e.getMessage(), List.of()));
    }
    return routes;
  }

  private static RouteHealth route(JsonNode route, Map<String, Asides> asides) {
    String name = route.path("name").asText();
    String state = route.path("state").asText();
    return new RouteHealth(
        name,
        route.at("/from/connection").asText() + " " + route.at("/from/entity").asText(),
        route.at("/to/connection").asText() + " " + route.at("/to/object").asText(),
        state.equals("live") ? "good" : "off",
        state,
        asides.getOrDefault(name, new Asides()).mostFrequent());
  }
}
