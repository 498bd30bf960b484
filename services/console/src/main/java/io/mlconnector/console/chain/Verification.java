package io.mlconnector.console.chain;

import java.time.Instant;

/**
 * One verification of the ledger.
 *
 * @param state {@code running}, {@code fits}, {@code broken}, {@code failed}, or {@code stopped}
 *     where the console that worked on it is gone
 * @param days how many days there are to compare; 0 while the chain itself is followed
 * @param verdict null until it is at its end
 * @param failure why it could not be done; null where it was
 */
public record Verification(
    long id,
    String author,
    Instant started,
    Instant finished,
    String state,
    int daysDone,
    int days,
    long entries,
    Verdict verdict,
    String failure) {

  public boolean running() {
    return state.equals("running");
  }

  /** {@code good}, {@code busy} or {@code bad}. */
  public String tone() {
    return switch (state) {
      case "fits" -> "good";
      case "running" -> "busy";
      default -> "bad";
    };
  }
}
