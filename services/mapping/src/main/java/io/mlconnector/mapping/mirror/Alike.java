package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.FieldValues;
import java.util.Locale;

/**
 * Whether two records that meet for the first time say the same, but for case and spaces. This is
 * the only time that the sides are compared with each other.
 */
final class Alike {

  private Alike() {}

  static boolean alike(Half left, Half right) {
    return same(left.newest(), right.plain())
        || same(left.plain(), right.newest())
        || same(left.plain(), right.plain());
  }

  private static boolean same(JsonNode one, JsonNode other) {
    if (FieldValues.empty(one) || FieldValues.empty(other)) {
      return false;
    }
    return FieldValues.same(one, other)
        || (one.isTextual() && other.isTextual() && form(one).equals(form(other)));
  }

  private static String form(JsonNode text) {
    return text.asText().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
