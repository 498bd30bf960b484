package io.mlconnector.platform.connection;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;

/** Durations as people write them in documents: {@code 10m}, {@code 1h30m} or ISO 8601. */
public final class Durations {

  private Durations() {}

  /**
   * Reads a duration above zero.
   *
   * @throws IllegalArgumentException saying what it must look like
   */
  public static Duration parse(String text) {
    Duration duration;
    try {
      duration = DurationConverter.parseDuration(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(form(text), e);
    }
    if (duration == null || duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(form(text));
    }
    return duration;
  }

  private static String form(String text) {
    return "'%s' is no duration: write a number and a unit, such as 30s, 10m, 1h or P1D"
        .formatted(text);
  }
}
