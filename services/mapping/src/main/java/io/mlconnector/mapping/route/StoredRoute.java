package io.mlconnector.mapping.route;

import java.time.Instant;

/** A route's newest version, with who changed it and when. */
public record StoredRoute(Route route, int version, String fileHash, String author, Instant at) {}
