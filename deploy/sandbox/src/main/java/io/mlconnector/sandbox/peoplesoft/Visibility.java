package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.BadCommand;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;

/** When row security lets the service's OPRID see a person (sheet 2.4, SJT_PERSON). */
final class Visibility {

  static final LocalDateTime NEVER = LocalDateTime.of(9999, 12, 31, 0, 0);

  private Visibility() {}

  /** From when on; {@code text} is now, a duration such as PT24H, or never. */
  static LocalDateTime from(String text, LocalDateTime now) {
    return switch (text) {
      case "now" -> now;
      case "never" -> NEVER;
      default -> now.plus(check(text));
    };
  }

  static Duration check(String text) {
    if ("now".equals(text) || "never".equals(text)) {
      return Duration.ZERO;
    }
    try {
      return Duration.parse(String.valueOf(text));
    } catch (DateTimeParseException e) {
      throw new BadCommand("visible: now, never or a duration like PT24H, not " + text);
    }
  }
}
