package io.mlconnector.sandbox.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A row of a table, or a party.
 *
 * @param recId never used again, rising in the order of creation
 * @param version 1 for a new row, any number after a change
 */
record Row(long recId, long version, Map<String, Object> values) {

  /** The same with other values, and another version where one is given. */
  Row with(Map<String, Object> changed, Long newVersion) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(changed);
    return new Row(recId, newVersion == null ? version : newVersion, all);
  }

  boolean differsIn(Map<String, Object> changed) {
    return changed.entrySet().stream()
        .anyMatch(each -> !Objects.equals(each.getValue(), values.get(each.getKey())));
  }

  String text(String field) {
    Object value = values.get(field);
    return value == null ? "" : value.toString();
  }
}
