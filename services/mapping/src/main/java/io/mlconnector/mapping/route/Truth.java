package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;

/** What counts as true in a condition, as JSONata has it. */
final class Truth {

  private Truth() {}

  static boolean holds(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> value.booleanValue();
      case STRING -> !value.textValue().isEmpty();
      case NUMBER -> value.doubleValue() != 0;
      case OBJECT -> !value.isEmpty();
      case ARRAY -> anyHolds(value);
      default -> false;
    };
  }

  private static boolean anyHolds(JsonNode list) {
    for (JsonNode item : list) {
      if (holds(item)) {
        return true;
      }
    }
    return false;
  }
}
