package io.mlconnector.console.tables;

import java.time.Instant;
import java.util.List;

/**
 * A table as its adapter keeps it; see {@code /api/connections/ID/tables} there.
 *
 * @param pending how many rows are not published as they are
 * @param gathering how many deliveries wait for the next publish
 * @param overwrite why the whole table is written next; null where it is not
 * @param adoptable somebody else's table in its place; null for none
 */
public record Table(
    String connection,
    String table,
    String name,
    String project,
    String source,
    String route,
    String mode,
    long rows,
    long pending,
    long gathering,
    Instant gatheringSince,
    Instant nextDue,
    String overwrite,
    Publish publish,
    Last lastPublish,
    String key,
    String adoptable,
    String trouble,
    Instant troubleSince,
    Proposal proposal,
    List<Column> columns,
    List<String> totals) {

  public Table {
    columns = columns == null ? List.of() : columns;
    totals = totals == null ? List.of() : totals;
  }

  /** A publish under way. */
  public record Publish(
      String action, String state, String job, int failures, String words, Instant since) {}

  /** A publish that the target has confirmed. */
  public record Last(String mode, Instant at, long rows, long millis, String notes) {}

  /** Columns that wait for a person. */
  public record Proposal(
      int routeVersion,
      List<String> vanished,
      List<String> changed,
      List<String> added,
      boolean otherKey) {

    /** In words. */
    public String words() {
      StringBuilder words = new StringBuilder();
      part(words, "vanished", vanished);
      part(words, "of another type", changed);
      part(words, "new", added);
      return words + (otherKey ? "; other columns are the key" : "");
    }

    private static void part(StringBuilder words, String what, List<String> names) {
      if (names != null && !names.isEmpty()) {
        words.append(words.isEmpty() ? "" : "; ").append(what).append(": ");
        words.append(String.join(", ", names));
      }
    }
  }

  /** A column. */
  public record Column(
      String name, String caption, String type, int scale, String role, boolean key) {

    /** The type as routes write it. */
    public String typeText() {
      String text = type.toLowerCase(java.util.Locale.ROOT);
      return type.equals("DECIMAL") ? "%s(18,%d)".formatted(text, scale) : text;
    }
  }

  /** The colour of its state. */
  public String tone() {
    if (trouble != null || proposal != null || adoptable != null) {
      return "bad";
    }
    return publish != null || pending > 0 ? "busy" : lastPublish == null ? "off" : "good";
  }

  /** Its state in words. */
  public String state() {
    if (trouble != null) {
      return "needs attention";
    }
    if (proposal != null) {
      return "its columns wait for a person";
    }
    if (adoptable != null) {
      return "somebody else's is in its place";
    }
    if (publish != null) {
      return publish.failures() > 0 ? "is published again" : "is published now";
    }
    return pending > 0 ? "rows gather" : lastPublish == null ? "never published" : "up to date";
  }
}
