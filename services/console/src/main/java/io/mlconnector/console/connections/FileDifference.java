package io.mlconnector.console.connections;

import java.util.List;

/**
 * What importing a file would change; nothing is changed yet.
 *
 * @param problems what is wrong with the file as a whole
 * @param connections in the order of the systems, then of the file
 */
public record FileDifference(List<FileProblem> problems, List<Planned> connections) {

  /** Something is wrong; {@code line} is from 1. */
  public record FileProblem(int line, String field, String problem) {}

  /**
   * A connection of the file.
   *
   * @param kind {@code new}, {@code changed}, {@code same} or {@code refused}
   * @param version that it is compared with; 0 for a new one
   * @param asked secrets that have to be typed
   */
  public record Planned(
      String id,
      String system,
      String kind,
      long version,
      List<Change> changes,
      List<Asked> asked,
      List<FileProblem> problems) {

    public Planned {
      changes = changes == null ? List.of() : changes;
      asked = asked == null ? List.of() : asked;
      problems = problems == null ? List.of() : problems;
    }

    /** Whether importing it would do anything. */
    public boolean takes() {
      return kind.equals("new") || kind.equals("changed");
    }

    /** What a form sends for it: the connection, and what was shown of it. */
    public String tick() {
      return "%s/%s/%d".formatted(system, id, version);
    }

    /** How it is shown. */
    public String tone() {
      return switch (kind) {
        case "refused" -> "bad";
        case "same" -> "off";
        case "new" -> "good";
        default -> "busy";
      };
    }

    /** The kind in words. */
    public String words() {
      return switch (kind) {
        case "refused" -> "cannot be imported";
        case "same" -> "as it is here";
        case "new" -> "new here";
        default -> "changes";
      };
    }
  }

  /** A field that changes; null for what is not there. */
  public record Change(String field, String before, String after) {}

  /** A secret to be typed; its field is below {@code auth}. */
  public record Asked(String field, boolean required, String why) {}

  /** Whether there is anything to import. */
  public boolean takes() {
    return connections.stream().anyMatch(Planned::takes);
  }
}
