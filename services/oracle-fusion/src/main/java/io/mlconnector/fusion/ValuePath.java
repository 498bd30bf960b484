package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value stands: in an attribute of a row, as {@code TransactionalCurrencyCode}, or in the
 * row of a child in which another attribute has a value, as {@code
 * totals[TotalCode=QP_TOTAL_NET_PRICE].TotalAmount}.
 *
 * @param child null where it is the row's own attribute
 */
record ValuePath(String child, String selector, String selected, String attribute) {

  private static final Pattern PATH =
      Pattern.compile("(?:(\\w+)\\[(\\w+)=([^\\[\\]]*)]\\.)?(\\w+)");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException naming the setting where it is none
   */
  static ValuePath parse(String setting, String text) {
    Matcher path = PATH.matcher(text.strip());
    if (!path.matches()) {
      throw new IllegalArgumentException(
          "%s: '%s' is neither an attribute nor child[Attribute=value].Attribute"
              .formatted(setting, text));
    }
    return new ValuePath(path.group(1), path.group(2), path.group(3), path.group(4));
  }

  /** The row that holds the value; a missing node where there is none. */
  JsonNode holder(JsonNode row) {
    if (child == null) {
      return row;
    }
    // Up to framework 2 children are a bare array, from 3 on a collection.
    JsonNode children = row.path(child);
    for (JsonNode each : children.isArray() ? children : children.path("items")) {
      if (each.path(selector).asText().equals(selected)) {
        return each;
      }
    }
    return row.path(child).path(selector);
  }
}
