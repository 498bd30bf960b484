package io.mlconnector.platform.lapse;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Something ends.
 *
 * @param life how long it holds once renewed, for what we renew ourselves; null for what a person
 *     has to replace
 */
record Ending(String what, Instant at, Known known, Duration life, String todo) {

  /** Who says when. */
  enum Known {
    TOLD,
    RULE,
    ENTERED
  }

  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration URGENT = Duration.ofDays(7);

  String level(Instant now) {
    Duration left = Duration.between(now, at);
    if (left.isZero() || left.isNegative()) {
      return "over";
    }
    if (left.compareTo(urgent()) <= 0) {
      return "urgent";
    }
    return life == null && left.compareTo(SOON) <= 0 ? "soon" : "later";
  }

  private Duration urgent() {
    Duration half = life == null ? URGENT : life.dividedBy(2);
    return half.compareTo(URGENT) < 0 ? half : URGENT;
  }

  String sentence(String connection, Instant now) {
    long days = Duration.between(now, at).abs().toDays();
    String day = at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    String much = days == 0 ? "within a day" : days == 1 ? "1 day" : days + " days";
    if (!at.isAfter(now)) {
      return "The %s of %s ended on %s%s"
          .formatted(what, connection, day, days == 0 ? "" : ", " + much + " ago");
    }
    return "The %s of %s ends on %s, %s%s"
        .formatted(
            what,
            connection,
            day,
            days == 0 ? much : "in " + much,
            life == null ? "" : ", unless it is renewed before, which we do ourselves");
  }
}
