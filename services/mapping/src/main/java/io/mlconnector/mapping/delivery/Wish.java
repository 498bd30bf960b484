package io.mlconnector.mapping.delivery;

import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.route.CompiledRoute;

/** A record that a route shall map. */
public record Wish(CompiledRoute route, Snapshot snapshot) {}
