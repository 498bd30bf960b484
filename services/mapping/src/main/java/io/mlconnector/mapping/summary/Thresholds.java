package io.mlconnector.mapping.summary;

import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says how serious counts are. The service does not start with thresholds that make no sense. */
@Startup
@Singleton
public class Thresholds {

  private static final String PREFIX = "mlconnector.support-summary.";

  /** What one threshold alone is enough for; 0 leaves it out. */
  record Level(String name, int open, int openUrgent, Duration oldestOpen) {

    boolean reached(Counts counts, Instant now) {
      return open > 0 && counts.open() >= open
          || openUrgent > 0 && counts.openUrgent() >= openUrgent
          || !oldestOpen.isZero()
              && counts.oldestOpen() != null
              && !counts.oldestOpen().plus(oldestOpen).isAfter(now);
    }
  }

  private final List<Level> levels;

  /**
   * @throws IllegalStateException naming every setting that is wrong
   */
  @Inject
  public Thresholds(SummaryConfig config) {
    SummaryConfig.Elevated elevated = config.elevated();
    SummaryConfig.Critical critical = config.critical();
    // The most serious one first: the first one that is reached counts.
    levels =
        List.of(
            new Level("critical", critical.open(), critical.openUrgent(), critical.oldestOpen()),
            new Level("elevated", elevated.open(), elevated.openUrgent(), elevated.oldestOpen()));
    List<String> problems = problems(levels.get(0), levels.get(1));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
  }

  /** {@code normal}, {@code elevated} or {@code critical}. */
  String status(Counts counts, Instant now) {
    return levels.stream()
        .filter(level -> level.reached(counts, now))
        .map(Level::name)
        .findFirst()
        .orElse("normal");
  }

  private static List<String> problems(Level critical, Level elevated) {
    List<String> problems = new ArrayList<>();
    check(problems, "open", critical.open(), elevated.open());
    check(problems, "open-urgent", critical.openUrgent(), elevated.openUrgent());
    check(problems, "oldest-open", critical.oldestOpen(), elevated.oldestOpen());
    return problems;
  }

  private static void check(List<String> problems, String key, int critical, int elevated) {
    negative(problems, "critical." + key, critical < 0, critical);
    negative(problems, "elevated." + key, elevated < 0, elevated);
    below(problems, key, critical > 0 && critical < elevated, critical, elevated);
  }

  private static void check(
      List<String> problems, String key, Duration critical, Duration elevated) {
    negative(problems, "critical." + key, critical.isNegative(), critical);
    negative(problems, "elevated." + key, elevated.isNegative(), elevated);
    boolean set = !critical.isZero() && !critical.isNegative();
    below(problems, key, set && critical.compareTo(elevated) < 0, critical, elevated);
  }

  private static void negative(List<String> problems, String key, boolean is, Object value) {
    if (is) {
      problems.add(
          "%s%s=%s is below zero: set what has to be reached, or 0 to leave it out"
              .formatted(PREFIX, key, value));
    }
  }

  private static void below(
      List<String> problems, String key, boolean is, Object critical, Object elevated) {
    if (is) {
      problems.add(
          "%scritical.%s=%s is below %selevated.%s=%s: raise the one or lower the other"
              .formatted(PREFIX, key, critical, PREFIX, key, elevated));
    }
  }
}
