package io.mlconnector.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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

  /**
   * The key in the target of the record that some record of the source was made from.
   *
   * @param entity what it is in the target, such as {@code customer}
   * @param clues where to look, the surest first
   */
  record Origin(String entity, List<Clue> clues) implements Evaluated {
    public Origin {
      clues = List.copyOf(clues);
    }
  }

  /** Records of the source system that the target's records became, such as an organization. */
  record Clue(String object, List<String> keys) {
    public Clue {
      keys = List.copyOf(keys);
    }
  }

  /** The record does not suit the expression; another record may. The reason holds no contents. */
  record Failed(String reason) implements Evaluated {}

  /** The expression went beyond its bounds; it must not run again. */
  record Overran(String reason) implements Evaluated {}
}
