package io.mlconnector.jdedwards;

import java.util.List;

/**
 * A line of Who's Who with its phone numbers and electronic addresses.
 *
 * @param type the search type of the address number that it belongs to; null where that is gone
 */
record Person(GridRow line, String type, List<GridRow> phones, List<GridRow> emails) {

  private static final char BETWEEN = ':';

  /** Address number and line. */
  String key() {
    return key(line.an8(), number());
  }

  String number() {
    return line.required("IDLN");
  }

  static String key(String an8, String line) {
    return an8 + BETWEEN + line;
  }

  /** The address number of a key, with or without a line. */
  static String an8(String key) {
    int at = key.indexOf(BETWEEN);
    return at < 0 ? key : key.substring(0, at);
  }
}
