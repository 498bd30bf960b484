package io.mlconnector.mapping.preview;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the newest records of a route's source add up to as rows of its table: to be compared with
 * the rows that are kept and with those that are published.
 *
 * @param records how many records the route takes
 * @param withheld how many records it takes of which no rows can be made; they are parked
 */
public record SourceTotals(
    String route,
    String table,
    long records,
    long rows,
    long withheld,
    List<Group> groups,
    Instant at) {

  /**
   * Rows that are alike in the columns that totals go by.
   *
   * @param by the columns and their values; null for empty ones
   * @param sums by column, exact, without trailing zeros
   */
  public record Group(Map<String, String> by, long rows, Map<String, String> sums) {}
}
