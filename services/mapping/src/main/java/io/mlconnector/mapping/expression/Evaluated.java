package io.mlconnector.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** What an expression gave for one record. */
public sealed interface Evaluated {

  /**
   * A value.
   *
   * @param json never null; JSON null for a missing one
   */
  record Value(JsonNode json) implements Evaluated {}

  /** The target key of another record of the same source connection. */
  record Link(String entity, String key) implements Evaluated {}

  /** The record does not suit the expression; another record may. The reason holds no contents. */
  record Failed(String reason) implements Evaluated {}

  /** The expression went beyond its bounds; it must not run again. */
  record Overran(String reason) implements Evaluated {}
}
