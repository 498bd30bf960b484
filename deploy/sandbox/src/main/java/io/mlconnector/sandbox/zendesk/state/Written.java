package io.mlconnector.sandbox.zendesk.state;

import java.util.List;

/**
 * The outcome of a write.
 *
 * @param ignored names that the vendor ignored
 */
public record Written<T>(T entity, boolean created, List<String> ignored) {}
