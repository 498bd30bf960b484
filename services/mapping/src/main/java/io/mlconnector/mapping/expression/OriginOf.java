package io.mlconnector.mapping.expression;

import java.util.List;

/**
 * What {@code $origin} gives: the wish to hold the key of the record that others were made from.
 */
record OriginOf(List<String> entities, List<Evaluated.Clue> clues) {}
