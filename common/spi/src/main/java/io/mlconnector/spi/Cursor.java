package io.mlconnector.spi;

import java.time.Instant;

/**
 * Where a poll stands. For {@link PollSpec.Kind#INCREMENTAL} the platform sets the window and
 * {@code page} goes on inside it; for {@link PollSpec.Kind#SNAPSHOT} there is no window; for {@link
 * PollSpec.Kind#CONTINUOUS} {@code page} is the vendor's own cursor and lives on between polls.
 *
 * @param from read changes at or after this instant (overlap already subtracted); null for all
 * @param to read changes at or before this instant: fixed for the whole window
 * @param page what the last page gave as {@link Page#next}; null at the start
 */
public record Cursor(Instant from, Instant to, String page) {

  public static Cursor everything() {
    return new Cursor(null, null, null);
  }

  public Cursor at(String nextPage) {
    return new Cursor(from, to, nextPage);
  }
}
