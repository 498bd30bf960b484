package io.mlconnector.console.look;

import io.mlconnector.flow.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as people and programs give them. */
public final class Moments {

  private Moments() {}

  /**
   * An instant, or a date for its beginning in UTC.
   *
   * @throws Problem 400 where it is something else, naming the parameter
   */
  public static Optional<Instant> read(String name, String text) {
    return read(name, text, ZoneOffset.UTC);
  }

  /** The same, where dates and times without a zone are of that zone. */
  public static Optional<Instant> read(String name, String text, ZoneId zone) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String time = text.strip();
    try {
      if (time.endsWith("Z")) {
        return Optional.of(Instant.parse(time));
      }
      return Optional.of(
          time.contains("T")
              ? LocalDateTime.parse(time).atZone(zone).toInstant()
              : LocalDate.parse(time).atStartOfDay(zone).toInstant());
    } catch (DateTimeException e) {
      throw Problem.badRequest("%s: write 2026-01-31 or 2026-01-31T08:00:00Z".formatted(name));
    }
  }
}
