package io.mlconnector.jdedwards;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Address numbers in texts; what is none is no record, and would make a whole question fail. */
final class Numbers {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  private Numbers() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** Those of them that are address numbers. */
  static List<String> of(Collection<String> keys) {
    return keys.stream().filter(Numbers::isNumber).distinct().toList();
  }
}
