package io.mlconnector.mapping.expression;

import java.util.List;
import java.util.Set;

/**
 * What an expression does to a record, known before it runs.
 *
 * @param fields the canonical fields that it reads, dotted; {@code *} for the whole record
 * @param personal whether the schema marks one of them personal
 * @param linked entities that it links to
 * @param externalId whether it calls {@code $externalId()}
 * @param kind what it gives, where that can be known
 * @param problems what is wrong with it
 */
public record Reading(
    List<String> fields,
    boolean personal,
    Set<String> linked,
    boolean externalId,
    ValueKind kind,
    List<ExpressionError> problems) {

  public Reading {
    fields = List.copyOf(fields);
    linked = Set.copyOf(linked);
    problems = List.copyOf(problems);
  }
}
