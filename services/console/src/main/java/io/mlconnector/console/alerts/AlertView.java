package io.mlconnector.console.alerts;

import java.time.Instant;
import java.util.List;

/**
 * An alert as people see it.
 *
 * @param place the system, {@code mapping} or {@code console} that it is about
 * @param connection null where it is about none
 * @param link the page of the console where something can be done
 * @param closed null while it is open
 * @param mute null where it is not muted now
 * @param told by which channels people were told, the oldest first
 */
public record AlertView(
    long id,
    Kind kind,
    Severity severity,
    String place,
    String connection,
    String sentence,
    String todo,
    String link,
    Instant since,
    Instant opened,
    Instant closed,
    Alert.Mute mute,
    List<Told> told) {

  /**
   * What one channel told of it.
   *
   * @param what {@code OPENED}, {@code WORSE}, {@code REMINDED} or {@code OVER}
   * @param at when it was to be told
   * @param sent when the receiver took it; null where it did not yet
   * @param answer what the receiver answered last; null before
   * @param state {@code sent}, {@code held} in quiet hours, {@code waiting} or {@code given up}
   */
  public record Told(
      String channel, String what, Instant at, Instant sent, String answer, String state) {

    /** How the pages colour it. */
    public String tone() {
      return switch (state) {
        case "sent" -> "good";
        case "given up" -> "bad";
        default -> "busy";
      };
    }
  }

  public String title() {
    return kind.title();
  }

  public String tone() {
    return closed != null || mute != null ? "off" : severity.tone();
  }

  static AlertView of(Alert alert, List<Told> told, Instant now) {
    return new AlertView(
        alert.id(),
        alert.kind(),
        alert.severity(),
        alert.place(),
        alert.connection(),
        alert.sentence(),
        alert.todo(),
        alert.link(),
        alert.since(),
        alert.opened(),
        alert.closed(),
        alert.muted(now) ? alert.mute() : null,
        told);
  }
}
