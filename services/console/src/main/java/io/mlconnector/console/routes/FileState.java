package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * How the mapping's mounted routes file is.
 *
 * @param file null where none is mounted
 * @param problem what of it cannot be taken; null where all of it is
 * @param drift routes that are not as it says
 */
public record FileState(String file, String problem, List<Drift> drift) {

  /**
   * A route that is not as the file says.
   *
   * @param kind {@code CHANGED} or {@code REMOVED} here, or {@code LEFT} by the file
   * @param paths where it differs; empty unless changed
   * @param author who made the version that runs; null where it was removed
   * @param at since when; null where it was removed
   */
  public record Drift(String route, String kind, List<String> paths, String author, Instant at) {

    private static final int MOST = 5;

    public Drift {
      paths = List.copyOf(paths);
    }

    static Drift of(JsonNode drift) {
      return new Drift(
          drift.path("route").asText(),
          drift.path("kind").asText(),
          drift.path("paths").valueStream().map(JsonNode::asText).toList(),
          drift.path("author").asText(null),
          drift.path("at").isTextual() ? Instant.parse(drift.path("at").asText()) : null);
    }

    public boolean changed() {
      return kind.equals("CHANGED");
    }

    public boolean removed() {
      return kind.equals("REMOVED");
    }

    /** The places by name, and of many how many more. */
    public String where() {
      String named = String.join(", ", paths.subList(0, Math.min(MOST, paths.size())));
      return paths.size() > MOST ? named + " and %d more".formatted(paths.size() - MOST) : named;
    }
  }

  public FileState {
    drift = List.copyOf(drift);
  }

  static FileState of(JsonNode state) {
    return new FileState(
        state.path("file").asText(null),
        state.path("problem").asText(null),
        state.path("drift").valueStream().map(Drift::of).toList());
  }
}
