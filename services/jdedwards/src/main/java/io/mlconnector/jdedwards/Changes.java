package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.VendorFailure;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Finds the address numbers of which some table says that it changed, table by table. Stamps are
 * dates of whatever clock wrote them, so there is an overlap and no upper bound.
 */
final class Changes {

  private static final String MARK = "changes:";

  private final Browser browser;
  private final JdeSettings settings;
  private final List<String> tables;

  Changes(Connection connection, List<String> tables) {
    this.browser = new Browser(connection);
    this.settings = new JdeSettings(connection);
    this.tables = tables;
  }

  /** Address numbers that changed; {@code next} null at the end. */
  record Found(List<String> an8s, String next) {}

  /** The next ones; tables in which nothing changed are passed over. */
  Found next(Cursor cursor) {
    int table = 0;
    String after = null;
    if (cursor.page() != null) {
      String[] parts = cursor.page().substring(MARK.length()).split(":", 2);
      table = Integer.parseInt(parts[0]);
      after = parts[1].isEmpty() ? null : parts[1];
    }
    for (; table < tables.size(); table++, after = null) {
      Query query =
          since(
              browser.connection(),
              Query.of(tables.get(table), List.of("AN8"), settings.pageSize()),
              day(cursor));
      Browser.Rows page =
          browser.browse(after == null ? query : query.where("AN8", "GREATER", after));
      List<String> an8s = page.rows().stream().map(GridRow::an8).distinct().toList();
      if (page.more() && !an8s.isEmpty()) {
        return new Found(an8s, position(table, an8s.get(an8s.size() - 1)));
      }
      if (!an8s.isEmpty()) {
        boolean last = table + 1 == tables.size();
        return new Found(an8s, last ? null : position(table + 1, ""));
      }
    }
    return new Found(List.of(), null);
  }

  static boolean goesOn(Cursor cursor) {
    return cursor.page() != null && cursor.page().startsWith(MARK);
  }

  private static String position(int table, String after) {
    return MARK + table + ":" + after;
  }

  private LocalDate day(Cursor cursor) {
    return cursor.from().atZone(browser.connection().timeZone()).toLocalDate();
  }

  /**
   * That the last change is not before a day: so many days back from the server's own today, which
   * depends on nobody's date format; or the day as the user that we sign in as writes dates.
   */
  static Query since(Connection connection, Query query, LocalDate day) {
    if (new JdeSettings(connection).literalDates()) {
      return query.where(Tables.CHANGED, "GREATER_EQUAL", literal(connection, day));
    }
    LocalDate today = connection.clock().instant().atZone(connection.timeZone()).toLocalDate();
    return query.daysBack(Tables.CHANGED, Math.max(0, ChronoUnit.DAYS.between(day, today)));
  }

  private static String literal(Connection connection, LocalDate day) {
    String format = connection.facts().get(Session.DATE_FORMAT);
    if (format == null) {
      throw VendorFailure.rejected(
          0,
          "AIS did not say how our user writes dates (simpleDateFormat); set dateFilter to"
              + " relative");
    }
    try {
      return DateTimeFormatter.ofPattern(format).format(day);
    } catch (IllegalArgumentException e) {
      throw VendorFailure.rejected(
          0,
          "AIS says that our user writes dates as '%s', which is no format; set dateFilter to"
                  .formatted(format)
              + " relative");
    }
  }
}
