package io.mlconnector.mapping.adapter;

/** A connection that an adapter has. */
public record KnownConnection(String id, String system) {}
