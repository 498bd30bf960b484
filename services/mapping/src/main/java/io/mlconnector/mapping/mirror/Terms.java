package io.mlconnector.mapping.mirror;

import io.mlconnector.mapping.route.Conflict;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Side;
import java.time.Duration;
import java.util.List;

/**
 * By what two sides are merged.
 *
 * @param within two changes closer together have no newest one
 * @param first whose values count at the first meeting; null where a person decides
 */
record Terms(List<Field> fields, Duration within, Side first) {

  /**
   * A merged field.
   *
   * @param conflict how it is decided where both sides changed
   * @param owner who wins; null unless an owner decides
   * @param leftClears whether an empty value of the left side empties the right one
   */
  record Field(
      String name, Conflict.Kind conflict, Side owner, boolean leftClears, boolean rightClears) {

    boolean clears(Side source) {
      return source == Side.LEFT ? leftClears : rightClears;
    }
  }

  static Terms of(Mirror mirror) {
    return new Terms(
        mirror.fields().stream()
            .map(
                field ->
                    new Field(
                        field.name(),
                        field.conflict().kind(),
                        owner(mirror, field.conflict().owner()),
                        field.clears(Side.LEFT),
                        field.clears(Side.RIGHT)))
            .toList(),
        mirror.within(),
        mirror.first().orElse(null));
  }

  private static Side owner(Mirror mirror, String connection) {
    if (connection == null) {
      return null;
    }
    return mirror.connection(Side.LEFT).equals(connection) ? Side.LEFT : Side.RIGHT;
  }
}
