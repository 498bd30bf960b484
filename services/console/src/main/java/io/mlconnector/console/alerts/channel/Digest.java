package io.mlconnector.console.alerts.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a channel is to tell at one time.
 *
 * @param type {@code alerts.changed}, or {@code alerts.test}
 * @param console by which address people reach the console; null where that is not configured
 * @param more how many more there are than are listed
 */
public record Digest(
    String type, String installation, Instant at, String console, List<Entry> entries, int more) {

  public static final String CHANGED = "alerts.changed";
  public static final String TEST = "alerts.test";

  /** How many are listed, so that a message stays below some 20 KB. */
  public static final int MOST = 40;

  /**
   * One alert.
   *
   * @param event {@code opened}, {@code worse}, {@code reminded}, {@code over}, or {@code passed}
   *     for what opened and was over while nothing was sent
   * @param url of the console's page; null where the console's address is not configured
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      long id,
      String event,
      String kind,
      String severity,
      String place,
      String connection,
      Instant since,
      Instant over,
      String sentence,
      String todo,
      String url) {}

  /** One that says that the channel works. */
  public static Digest test(String installation, String console, Instant at) {
    return new Digest(TEST, installation, at, console, List.of(), 0);
  }
}
