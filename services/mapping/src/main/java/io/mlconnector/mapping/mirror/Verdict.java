package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.mapping.route.Side;

/**
 * What a person decided of a field. It says nothing of values that the person did not see.
 *
 * @param side whose value counts; null where the value was given
 * @param value for both sides
 * @param left a mark of what the person saw on the left side; null once that has the value
 * @param right the same of the right side
 */
record Verdict(Side side, JsonNode value, String left, String right) {

  static Verdict of(Side side, JsonNode value, Pair pair, String field) {
    return new Verdict(side, value, mark(pair, Side.LEFT, field), mark(pair, Side.RIGHT, field));
  }

  /** Whether that value was given, and not a side's chosen. */
  boolean gave(JsonNode given) {
    return side == null && FieldValues.same(value, given);
  }

  /** Whether that side has the value. */
  boolean done(Side on) {
    return seen(on) == null;
  }

  Verdict with(Side on) {
    return new Verdict(side, value, on == Side.LEFT ? null : left, on == Side.RIGHT ? null : right);
  }

  /** Whether both sides still show what the person saw, as far as they do not have the value. */
  boolean holds(Pair pair, String field) {
    for (Side on : Side.values()) {
      if (!done(on) && !seen(on).equals(mark(pair, on, field))) {
        return false;
      }
    }
    return true;
  }

  private String seen(Side on) {
    return on == Side.LEFT ? left : right;
  }

  private static String mark(Pair pair, Side on, String field) {
    return Hash.of(pair.side(on).latest(field).newest());
  }
}
