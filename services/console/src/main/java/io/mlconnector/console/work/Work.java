package io.mlconnector.console.work;

import java.time.Instant;

/**
 * What somebody asked for and takes longer than a page.
 *
 * @param what in words, such as {@code Retrying "the e-mail is taken" at zendesk-prod}
 * @param connection null where it is about none
 * @param author who asked for it
 * @param total how many records there were when it began
 * @param ended null while it runs
 * @param words how it ended; null while it runs
 */
public record Work(
    long id,
    String what,
    String connection,
    String author,
    long done,
    long total,
    Instant since,
    Instant ended,
    String words) {

  public boolean runs() {
    return ended == null;
  }
}
