package io.mlconnector.console.tables;

import java.time.Instant;
import java.util.List;

/**
 * What adopting a table that somebody else made would change.
 *
 * @param rowsThere null where they cannot be counted
 */
public record Plan(
    String found,
    Instant updated,
    boolean ours,
    long rowsHere,
    Long rowsThere,
    boolean fits,
    List<Line> columns) {

  public Plan {
    columns = columns == null ? List.of() : columns;
  }

  /** A column on both sides. */
  public record Line(String name, String here, String there, String difference, boolean fits) {}
}
