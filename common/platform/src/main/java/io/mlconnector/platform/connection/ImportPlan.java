package io.mlconnector.platform.connection;

import java.util.List;

/**
 * What importing a file would change here; nothing is changed yet.
 *
 * @param problems what is wrong with the file as a whole, or with what is no connection
 * @param connections those of this system, in the order of the file
 * @param systems systems that the file has connections of, this one included
 */
public record ImportPlan(
    List<FileProblem> problems, List<Planned> connections, List<String> systems) {

  /**
   * Something is wrong.
   *
   * @param line from 1
   * @param field with the path of its connection, such as {@code connections[2].auth.mode}
   */
  public record FileProblem(int line, String field, String problem) {}

  /**
   * A connection of the file.
   *
   * @param kind {@code new}, {@code changed}, {@code same}, or {@code refused} where something is
   *     wrong with it
   * @param version that it is compared with, to be sent with the import; 0 for a new one
   * @param asked secrets that have to be typed, since neither the file nor this place has them
   */
  public record Planned(
      String id,
      String system,
      String kind,
      long version,
      List<Change> changes,
      List<Asked> asked,
      List<FileProblem> problems) {}

  /** A field that changes; null for what is not there. Of secrets only where they are. */
  public record Change(String field, String before, String after) {}

  /**
   * A secret to be typed.
   *
   * @param field below {@code auth:}
   * @param required whether the connection cannot be without
   */
  public record Asked(String field, boolean required, String why) {}
}
