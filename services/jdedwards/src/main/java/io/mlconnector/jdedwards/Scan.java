package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import java.util.OptionalLong;

/**
 * Reads all entries in the order of their address numbers, and compares at the end with what COUNT
 * says: rows that a server leaves out would look like removed ones.
 */
final class Scan {

  private static final String MARK = "all:";
  private static final int TRIES = 2;

  /** So many may have been entered below the numbers that a scan had already passed. */
  private static final int ENTERED_MEANWHILE = 20;

  private final AddressBook book;
  private final JdeSettings settings;

  Scan(Connection connection, Party party) {
    this.book = new AddressBook(connection, party);
    this.settings = new JdeSettings(connection);
  }

  /**
   * Where a scan stands.
   *
   * @param after the last address number; empty at the beginning
   * @param seen how many entries it has met
   * @param attempt which try it is
   */
  private record Position(String after, long seen, int attempt) {

    static Position of(String page) {
      if (page == null) {
        return new Position("", 0, 1);
      }
      String[] parts = page.substring(MARK.length()).split(":", 3);
      return new Position(parts[0], Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    String text() {
      return MARK + after + ":" + seen + ":" + attempt;
    }
  }

  Page<Entry> page(String page) {
    Position position = Position.of(page);
    Browser.Chunk chunk =
        book.browser().chunk(book.book(), position.after.isEmpty() ? null : position.after);
    Position now =
        new Position(
            chunk.next() == null ? position.after : chunk.next(),
            position.seen + chunk.rows().size(),
            position.attempt);
    return Page.of(book.joined(chunk.rows()), chunk.next() == null ? again(now) : now.text());
  }

  /** Null where the scan is whole; else where to begin again. */
  private String again(Position end) {
    if (!settings.countCheck()) {
      return null;
    }
    long there = count();
    if (there <= end.seen) {
      return null;
    }
    if (end.attempt >= TRIES && there - end.seen <= ENTERED_MEANWHILE) {
      return null;
    }
    if (end.attempt >= TRIES) {
      throw VendorFailure.unavailable(
          200,
          null,
          false,
          ("The scan met %d entries, and AIS counts %d: something leaves rows out. Ask for a"
                  + " smaller pageSize, or switch countCheck off if the count is what is wrong.")
              .formatted(end.seen, there));
    }
    return new Position("", 0, end.attempt + 1).text();
  }

  /** Whether the answer to a count can be understood. */
  void selfTest() {
    if (settings.countCheck()) {
      count();
    }
  }

  private long count() {
    OptionalLong count = book.browser().count(book.book());
    if (count.isEmpty()) {
      throw VendorFailure.rejected(
          200,
          "The answer to a COUNT of the data service cannot be understood; set countCheck to"
              + " false");
    }
    return count.getAsLong();
  }
}
