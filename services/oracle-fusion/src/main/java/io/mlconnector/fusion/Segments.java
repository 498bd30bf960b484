package io.mlconnector.fusion;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the parts of an account combination mean, as far as the settings say; charts of accounts
 * differ between customers.
 */
record Segments(List<String> names, String delimiter, String costCenterName, String naturalName) {

  static Segments of(FinanceSettings settings) {
    return new Segments(
        settings.segments(),
        settings.text("segmentDelimiter") == null ? "-" : settings.text("segmentDelimiter"),
        settings.text("costCenterSegment"),
        settings.text("naturalAccountSegment"));
  }

  /** The combination's cost centre; null where the settings do not tell it. */
  String costCenter(String combination) {
    return part(combination, costCenterName);
  }

  /** The combination's natural account; null where the settings do not tell it. */
  String naturalAccount(String combination) {
    return part(combination, naturalName);
  }

  private String part(String combination, String name) {
    int index = names.indexOf(name);
    if (combination == null || name == null || index < 0) {
      return null;
    }
    String[] parts = combination.split(Pattern.quote(delimiter), -1);
    return parts.length == names.size() ? parts[index] : null;
  }
}
