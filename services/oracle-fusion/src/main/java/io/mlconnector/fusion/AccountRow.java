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

  String name(String segment, String value) {
    return names.getOrDefault(String.valueOf(segment), Map.of()).get(value);
  }
}
