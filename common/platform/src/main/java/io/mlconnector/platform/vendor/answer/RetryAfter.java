package io.mlconnector.platform.vendor.answer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads Retry-After as RFC 9110 section 10.2.3 has it: seconds, or an HTTP date. */
final class RetryAfter {

  /** No vendor is waited for longer than this; then it is asked again. */
  static final Duration MOST = Duration.ofHours(24);

  private static final Duration LEAST = Duration.ofSeconds(1);

  private RetryAfter() {}

  /** How long to wait, from one second to {@link #MOST}; null where the text says nothing. */
  static Duration parse(String text, Instant now) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Duration told = seconds(text.strip());
    if (told == null) {
      told = date(text.strip(), now);
    }
    if (told == null) {
      return null;
    }
    if (told.compareTo(MOST) > 0) {
      return MOST;
    }
    return told.compareTo(LEAST) < 0 ? LEAST : told;
  }

  private static Duration seconds(String text) {
    if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
      return null;
    }
    return Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000));
  }

  private static Duration date(String text, Instant now) {
    try {
      return Duration.between(
          now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
