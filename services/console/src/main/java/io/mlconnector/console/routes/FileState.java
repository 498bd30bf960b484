package io.mlconnector.console.routes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * How the mapping's mounted routes file is.
 *
 * @param file null where none is mounted
 * @param problem what of it cannot be taken; null where all of it is
 * @param drift routes that are not as it says
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FileState(String file, String problem, List<Drift> drift) {

  /**
   * A route that is not as the file says.
   *
   * @param kind {@code CHANGED} or {@code REMOVED} here, or {@code LEFT} by the file
   * @param paths where it differs; empty unless changed
   * @param author who made the version that runs; null where it was removed
   * @param at since when; null where it was removed
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Drift(String route, String kind, List<String> paths, String author, Instant at) {

    private static final int MOST = 5;

    public Drift {
      paths = paths == null ? List.of() : List.copyOf(paths);
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
    drift = drift == null ? List.of() : List.copyOf(drift);
  }
}
