package io.mlconnector.mapping.record;

/**
 * A record that was found by its name.
 *
 * @param record {@code connection|entity|key}
 * @param name as it is called now; null where it has none
 * @param email null where it has none
 * @param removed whether it is gone at its source
 */
public record Named(
    String record,
    String connection,
    String entity,
    String key,
    String name,
    String email,
    boolean removed) {}
