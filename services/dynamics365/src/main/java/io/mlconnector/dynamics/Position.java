package io.mlconnector.dynamics;

import java.util.Arrays;
import java.util.List;

/**
 * Where a scan is.
 *
 * @param companies the one that is read and those still to come, as they were at the start
 * @param last the key after which to go on; null at the beginning of a company
 */
record Position(List<String> companies, String last) {

  private static final char BETWEEN = '|';

  static Position first(List<String> companies) {
    return new Position(companies, null);
  }

  static Position parse(String text) {
    int bar = text.indexOf(BETWEEN);
    String last = text.substring(bar + 1);
    return new Position(
        Arrays.asList(text.substring(0, bar).split(",")), last.isEmpty() ? null : last);
  }

  String company() {
    return companies.get(0);
  }

  Position after(String key) {
    return new Position(companies, key);
  }

  /** The beginning of the next company; null where there is none. */
  String nextCompany() {
    return companies.size() == 1 ? null : first(companies.subList(1, companies.size())).toString();
  }

  @Override
  public String toString() {
    return String.join(",", companies) + BETWEEN + (last == null ? "" : last);
  }
}
