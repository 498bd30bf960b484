package io.mlconnector.console.systems;

import io.mlconnector.console.systems.ConnectionHealth.Aside;
import java.util.List;

/**
 * A route on the page.
 *
 * @param tone {@code good}, {@code busy}, {@code bad} or {@code off}
 * @param state in words
 * @param asides why records made no delivery, the most frequent reason first
 */
public record RouteHealth(
    String name, String from, String to, String tone, String state, List<Aside> asides) {}
