package io.mlconnector.console.tables;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the newest records of the source add up to, as the mapping says.
 *
 * @param withheld how many records no rows can be made of; they are parked
 */
public record SourceTotals(
    String route, long records, long rows, long withheld, List<Group> groups, Instant at) {

  public SourceTotals {
    groups = groups == null ? List.of() : groups;
  }

  /** Rows that agree in the grouping columns. */
  public record Group(Map<String, String> by, long rows, Map<String, String> sums) {

    public Group {
      by = by == null ? Map.of() : by;
      sums = sums == null ? Map.of() : sums;
    }

    /** The values in words. */
    public String words() {
      return new Totals.Group(by, null, Map.of()).words();
    }
  }
}
