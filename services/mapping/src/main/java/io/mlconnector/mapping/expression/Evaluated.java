package io.mlconnector.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

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
   * @param entities what it may be in the target, such as {@code customer}; where there are
   *     several, the value says which it is, as in {@code vendor:V-1}
   * @param clues where to look, the surest first
   */
  record Origin(List<String> entities, List<Clue> clues) implements Evaluated {

    private static final String OR = "|";

    public Origin {
      entities = List.copyOf(entities);
      clues = List.copyOf(clues);
    }

    /** The entities in one text, as in {@code customer|vendor}. */
    static List<String> entities(String text) {
      return List.of(text.split(Pattern.quote(OR), -1));
    }

    /** What the field holds where that record is it. */
    public String value(String entity, String key) {
      return entities.size() == 1 ? key : entity + ":" + key;
    }

    /** For people. */
    public String named() {
      return String.join(" or ", entities);
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
