package io.mlconnector.console.connections;

import java.util.List;

/**
 * What deleting a connection will do.
 *
 * @param undone what of ours is taken away at the vendor
 * @param stays what stays there, and what a person has to do about it
 * @param goes what is removed here
 * @param kept what is kept here
 * @param routes those that name it, and stop
 * @param routesUnknown why it is not known which routes name it; null where it is
 */
public record Deletion(
    List<String> undone,
    List<String> stays,
    List<Count> goes,
    List<Count> kept,
    List<RouteNamed> routes,
    String routesUnknown) {

  /** So many of something. */
  public record Count(String what, long count) {}

  /** A route and the state in which it is. */
  public record RouteNamed(String name, String state) {}

  public Deletion {
    routes = routes == null ? List.of() : routes;
  }

  Deletion with(List<RouteNamed> named, String unknown) {
    return new Deletion(undone, stays, goes, kept, named, unknown);
  }
}
