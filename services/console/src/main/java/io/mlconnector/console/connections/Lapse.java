package io.mlconnector.console.connections;

import java.time.Instant;

/**
 * Something that a connection rests on ends.
 *
 * @param what such as {@code client secret}
 * @param known who says when: {@code told} by the vendor or by itself, the vendor's {@code rule},
 *     or {@code entered} by a person
 * @param renewed whether it is renewed without anybody as long as the connection is at work
 * @param level {@code over}, {@code urgent}, {@code soon} or {@code later}
 * @param secondsLeft below 0 where it is over
 */
public record Lapse(
    String connection,
    String system,
    String name,
    String what,
    Instant at,
    String known,
    boolean renewed,
    String level,
    long secondsLeft,
    String sentence,
    String todo) {

  /** Whether somebody has to be warned. */
  public boolean warns() {
    return !level.equals("later");
  }

  /** How urgent it is, as pages show it. */
  public String tone() {
    return switch (level) {
      case "over", "urgent" -> "bad";
      case "soon" -> "busy";
      default -> "good";
    };
  }

  /** Who says so, in words. */
  public String source() {
    return switch (known) {
      case "told" -> "it or the vendor says so";
      case "rule" -> "by the vendor's rule";
      default -> "as a person entered it";
    };
  }

  /** How long it is until then, in words. */
  public String left() {
    long days = Math.abs(secondsLeft) / 86_400;
    String much = days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    return secondsLeft < 0 ? much + " ago" : "in " + much;
  }
}
