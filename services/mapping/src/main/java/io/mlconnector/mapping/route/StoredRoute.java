package io.mlconnector.mapping.route;

import io.mlconnector.flow.pause.Pause;
import java.time.Instant;

/**
 * A route's newest version, with who changed it and when.
 *
 * @param pause why a live route makes no deliveries; absent where it does
 */
public record StoredRoute(
    Route route, int version, String fileHash, String author, Instant at, Pause pause) {}
