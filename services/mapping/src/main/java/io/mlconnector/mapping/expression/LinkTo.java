package io.mlconnector.mapping.expression;

/** What {@code $linked} gives: the wish to hold another record's target key. */
record LinkTo(String entity, String key) {}
