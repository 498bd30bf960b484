package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * An account combination with what the values of its segments are called.
 *
 * @param names per segment the name of each value
 */
record AccountRow(JsonNode json, Map<String, Map<String, String>> names) {

  FusionRow row() {
    return new FusionRow(json);
  }

  /** What a value is called; null where it has no name, or there is no such segment. */
  String name(String segment, String value) {
    return segment == null || value == null
        ? null
        : names.getOrDefault(segment, Map.of()).get(value);
  }
}
