package io.mlconnector.mapping.adapter;

/**
 * What a system counts itself.
 *
 * @param open how many open records
 * @param reread how many records are read again because of it
 */
public record SpotChecked(long open, int reread) {}
