package io.mlconnector.mapping.route;

import java.time.Instant;

/**
 * One version of a route.
 *
 * @param route null where this version is the deletion
 */
public record RouteVersion(int version, Route route, String author, Instant at) {}
