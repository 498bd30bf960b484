package io.mlconnector.sandbox.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways in which a row can be spoiled. */
public enum Poison {
  /** The key attribute is null. */
  MISSING_KEY,
  /** The name that every record of its kind needs is null. */
  MISSING_NAME,
  /** A text of 2 million characters. */
  HUGE_TEXT,
  /** LastUpdateDate is not a date; the row is still found by the real one. */
  BAD_STAMP,
  /** An array where a text belongs. */
  WRONG_TYPE;

  static Poison ofWireName(String text) {
    List<String> names =
        Arrays.stream(values())
            .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    int index = names.indexOf(text);
    if (index < 0) {
      throw new IllegalArgumentException("kind: " + text + " is none of " + names);
    }
    return values()[index];
  }
}
