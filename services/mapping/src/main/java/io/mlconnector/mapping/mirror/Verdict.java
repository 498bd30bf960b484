package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.mapping.route.Side;

/**
 * What a person decided of a field.
 *
 * @param side whose value counts; null where the value was given
 * @param value for both sides
 * @param left whether the left side has it
 */
record Verdict(Side side, JsonNode value, boolean left, boolean right) {

  boolean done(Side on) {
    return on == Side.LEFT ? left : right;
  }

  Verdict with(Side on) {
    return new Verdict(side, value, left || on == Side.LEFT, right || on == Side.RIGHT);
  }
}
