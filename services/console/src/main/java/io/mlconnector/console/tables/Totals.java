package io.mlconnector.console.tables;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Control totals of one publish.
 *
 * @param pending how many rows had changed since it was opened: differences may be theirs
 * @param differs whether store and target differ; null where either is not known
 * @param notes what people ought to know, by side
 */
public record Totals(
    long publish,
    Instant at,
    long pending,
    Boolean differs,
    Map<String, String> notes,
    List<Group> groups) {

  public Totals {
    // JSON leaves empty ones out.
    notes = notes == null ? Map.of() : notes;
    groups = groups == null ? List.of() : groups;
  }

  /** Rows that agree in the grouping columns; all of them where there are no values. */
  public record Group(Map<String, String> by, Pair rows, Map<String, Pair> sums) {

    public Group {
      by = by == null ? Map.of() : by;
      sums = sums == null ? Map.of() : sums;
    }

    /** The values in words. */
    public String words() {
      if (by.isEmpty()) {
        return "all rows";
      }
      StringBuilder words = new StringBuilder();
      by.values()
          .forEach(
              value ->
                  words
                      .append(words.isEmpty() ? "" : " · ")
                      .append(value == null ? "none" : value));
      return words.toString();
    }
  }

  /** A number of the store and of the target, exact. */
  public record Pair(String store, String target, String difference) {

    /** Whether both are known and unlike. */
    public boolean differs() {
      return difference != null && !difference.equals("0");
    }
  }
}
