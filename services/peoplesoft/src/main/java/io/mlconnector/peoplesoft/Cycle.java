package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * One pass over the persons that changed, as PeopleSoft's own clock has it: it begins by asking
 * what day it is there, which is also what shows that PeopleSoft can be reached.
 *
 * @param since changed at or after
 * @param effectiveAfter or effective after that day, up to {@code asOf}: no save and no stamp tells
 *     of a row that becomes effective
 * @param after the last EMPLID that was read; empty at the beginning
 * @param largest the most rows that a page has had: a server's own cap shows by it
 */
record Cycle(
    LocalDateTime since, LocalDate effectiveAfter, LocalDate asOf, String after, int largest) {

  /** Before anything was hired. */
  private static final LocalDateTime EVER = LocalDateTime.of(1900, 1, 1, 0, 0);

  private static final String BETWEEN = "|";
  private static final int PARTS = 5;

  static Cycle of(Connection connection, Cursor cursor) {
    return cursor.page() == null ? begin(connection, cursor) : parse(cursor.page());
  }

  private static Cycle begin(Connection connection, Cursor cursor) {
    Today there = Today.of(connection);
    if (cursor.from() == null) {
      return everything(there.today());
    }
    // How long ago by our clock, and by the name that the moment had on theirs: whichever is
    // earlier, so that neither a wrong clock nor the hour that a clock change repeats hides a save.
    Duration ago = Duration.between(cursor.from(), connection.clock().instant());
    LocalDateTime bySpan = there.now().minus(ago);
    LocalDateTime byName = LocalDateTime.ofInstant(cursor.from(), connection.timeZone());
    LocalDateTime since = bySpan.isBefore(byName) ? bySpan : byName;
    LocalDate day = since.toLocalDate();
    LocalDate first = day.isBefore(there.today()) ? day : there.today();
    int days = new PsSettings(connection).effectiveDays();
    return new Cycle(since, first.minusDays(days), there.today(), "", 0);
  }

  static Cycle everything(LocalDate today) {
    return new Cycle(EVER, EVER.toLocalDate(), today, "", 0);
  }

  private static Cycle parse(String page) {
    String[] parts = page.split("\\|", PARTS);
    return new Cycle(
        LocalDateTime.parse(parts[0]),
        LocalDate.parse(parts[1]),
        LocalDate.parse(parts[2]),
        parts[4],
        Integer.parseInt(parts[3]));
  }

  String text() {
    return String.join(
        BETWEEN,
        since.toString(),
        effectiveAfter.toString(),
        asOf.toString(),
        String.valueOf(largest),
        after);
  }

  Cycle on(String emplid, int rows) {
    return new Cycle(since, effectiveAfter, asOf, emplid, Math.max(largest, rows));
  }
}
