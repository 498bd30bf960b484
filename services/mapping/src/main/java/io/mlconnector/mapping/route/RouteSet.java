package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All routes as they stood at one moment.
 *
 * @param epoch raised by every change of any route
 */
public record RouteSet(long epoch, Map<String, CompiledRoute> routes) {

  public RouteSet {
    routes = Map.copyOf(routes);
  }

  /** No routes, older than every change. */
  public static RouteSet none() {
    return new RouteSet(-1, Map.of());
  }

  /** Makes a set, resolving which object a linked entity's records become. */
  static RouteSet of(
      long epoch,
      Collection<CompiledRoute> compiled,
      Map<String, Map<String, String>> faults,
      Set<String> paused) {
    Map<String, CompiledRoute> routes = new TreeMap<>();
    List<Route> documents = compiled.stream().map(CompiledRoute::route).toList();
    for (CompiledRoute route : compiled) {
      routes.put(
          route.name(),
          route.with(
              objects(route, documents),
              faults.getOrDefault(route.name(), Map.of()),
              paused.contains(route.name())));
    }
    Mirror.pair(routes);
    return new RouteSet(epoch, routes);
  }

  /**
   * The object that records of an entity become in a route's target, by the route that maps it from
   * the same connection; a live one where there are several.
   */
  static Optional<String> linkedObject(Route route, String entity, Collection<Route> all) {
    List<Route> candidates = new ArrayList<>();
    for (Route other : all) {
      if (entity.equals(other.from().entity())
          && route.from().connection().equals(other.from().connection())
          && route.to().connection().equals(other.to().connection())) {
        candidates.add(other);
      }
    }
    candidates.sort((a, b) -> Boolean.compare(b.live(), a.live()));
    return candidates.stream().map(other -> other.to().object()).findFirst();
  }

  /** A route that is not in the set, knowing which objects linked entities' records become. */
  CompiledRoute linking(CompiledRoute route) {
    List<Route> documents = routes.values().stream().map(CompiledRoute::route).toList();
    return route.with(objects(route, documents), Map.of(), false);
  }

  private static Map<String, String> objects(CompiledRoute route, Collection<Route> all) {
    Map<String, String> objects = new HashMap<>();
    for (String entity : route.linked()) {
      linkedObject(route.route(), entity, all).ifPresent(object -> objects.put(entity, object));
    }
    return objects;
  }

  /**
   * The live routes that stay as they are and have, in a later set than this, another mirror or
   * link to other objects.
   */
  List<CompiledRoute> relinked(RouteSet later) {
    List<CompiledRoute> relinked = new ArrayList<>();
    for (CompiledRoute route : routes.values()) {
      later
          .named(route.name())
          .filter(after -> after.version() == route.version() && after.live())
          .filter(
              after ->
                  !after.linkedObjects().equals(route.linkedObjects())
                      || !Mirror.signature(after).equals(Mirror.signature(route)))
          .ifPresent(relinked::add);
    }
    return relinked;
  }

  public Optional<CompiledRoute> named(String name) {
    return Optional.ofNullable(routes.get(name));
  }

  /** The pairs of routes that name each other. */
  public List<Mirror> mirrors() {
    return routes.values().stream()
        .map(CompiledRoute::mirror)
        .filter(java.util.Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The pair of routes that keeps the record of a ref equal to another. */
  public Optional<Mirror> mirror(Ref ref) {
    return mirrors().stream().filter(mirror -> mirror.carries(ref)).findFirst();
  }

  /** The live routes of an entity of a connection. */
  public List<CompiledRoute> live(String connection, String entity) {
    List<CompiledRoute> live = new ArrayList<>();
    for (CompiledRoute route : routes.values()) {
      Route.From from = route.route().from();
      if (route.live() && from.connection().equals(connection) && from.entity().equals(entity)) {
        live.add(route);
      }
    }
    return live;
  }

  /** The live route that makes records of this object of this connection from that entity. */
  public Optional<CompiledRoute> live(String connection, String entity, Route.To to) {
    return live(connection, entity).stream()
        .filter(route -> route.route().to().equals(to))
        .findFirst();
  }

  /** The entities that any route speaks of. */
  public TreeSet<String> entities() {
    TreeSet<String> entities = new TreeSet<>();
    routes.values().forEach(route -> entities.add(route.route().from().entity()));
    return entities;
  }
}
