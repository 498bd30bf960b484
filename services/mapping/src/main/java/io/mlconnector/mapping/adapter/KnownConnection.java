package io.mlconnector.mapping.adapter;

/**
 * A connection that an adapter has.
 *
 * @param environment such as {@code production}; null where the connection names none
 */
public record KnownConnection(String id, String system, String environment) {}
