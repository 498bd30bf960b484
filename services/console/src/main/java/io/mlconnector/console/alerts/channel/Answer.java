package io.mlconnector.console.alerts.channel;

import java.time.Duration;

/**
 * What became of a message.
 *
 * @param after how long the receiver asks us to wait; null where it does not
 * @param words for people, without the receiver's own
 */
public record Answer(Outcome outcome, Duration after, String words) {

  /** Whether to send again. */
  public enum Outcome {
    /** The receiver has it. */
    TAKEN,
    /** It may be sent again. */
    FAILED,
    /** The receiver wants nothing more, ever. */
    GONE
  }

  static Answer taken(String words) {
    return new Answer(Outcome.TAKEN, null, words);
  }

  static Answer failed(String words) {
    return new Answer(Outcome.FAILED, null, words);
  }

  public boolean isTaken() {
    return outcome == Outcome.TAKEN;
  }
}
