package io.mlconnector.platform.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is wrong with this service as a whole, for people; on this replica, until it is over. */
@ApplicationScoped
public class SystemProblems {

  /**
   * One of them.
   *
   * @param about what has it, such as the mounted file
   */
  public record SystemProblem(String about, List<String> problems, Instant since) {}

  private final Clock clock;
  private final Map<String, SystemProblem> current = new TreeMap<>();

  public SystemProblems(Clock clock) {
    this.clock = clock;
  }

  /**
   * Replaces what is wrong with something; an empty list ends it.
   *
   * @return whether it has changed
   */
  public synchronized boolean set(String about, List<String> problems) {
    SystemProblem before = current.get(about);
    if (Objects.equals(before == null ? List.of() : before.problems(), problems)) {
      return false;
    }
    if (problems.isEmpty()) {
      current.remove(about);
    } else {
      current.put(about, new SystemProblem(about, List.copyOf(problems), clock.instant()));
    }
    return true;
  }

  public synchronized List<SystemProblem> all() {
    return List.copyOf(current.values());
  }
}
