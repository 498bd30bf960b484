package io.mlconnector.console.work;

import java.time.Instant;

/**
 * How far something is that takes long.
 *
 * @param kind {@code asked}, {@code run} (a first load or a resync) or {@code backfill}
 * @param what in words
 * @param author null where nobody asked for it
 * @param done how many records are done
 * @param total how many there are; null where nobody knows
 * @param percent how much is done; null where nothing tells
 * @param secondsLeft how long the rest takes; null where nothing tells
 * @param ended null while it goes on
 * @param words how it ended, or what keeps it from going on; null for neither
 */
public record Bar(
    String kind,
    String what,
    String link,
    String author,
    long done,
    Long total,
    Long percent,
    Long secondsLeft,
    Instant since,
    Instant ended,
    String words) {

  public boolean runs() {
    return ended == null;
  }
}
