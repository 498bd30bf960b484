package io.mlconnector.mapping.record;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of CSV (RFC 4180). */
public final class Csv {

  private Csv() {}

  /** A line of these columns; null is an empty one. */
  public static String line(String... columns) {
    return Arrays.stream(columns).map(Csv::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String text) {
    if (text == null) {
      return "";
    }
    return text.matches("[A-Za-z0-9._:-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
