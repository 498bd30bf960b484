package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.VendorFailure;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Finds the address numbers of which some table says that it changed, each once, in their order.
 * Stamps are dates of whatever clock wrote them, so there is an overlap and no upper bound.
 */
final class Changes {

  private static final String MARK = "changed:";

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

  /**
   * Where a look stands.
   *
   * @param after the last address number; null at the beginning
   * @param open the tables that may have more behind it
   */
  private record Position(String after, List<String> open) {

    static Position of(String page, List<String> tables) {
      String[] parts = page.substring(MARK.length()).split(":", 2);
      List<String> open = List.of(parts[1].split(","));
      return new Position(parts[0], tables.stream().filter(open::contains).toList());
    }

    String text() {
      return MARK + after + ":" + String.join(",", open);
    }
  }

  /**
   * The next ones: all tables are asked behind the same number, and what one of them shows is good
   * up to where the others were cut off.
   */
  Found next(Cursor cursor) {
    Position position =
        goesOn(cursor) ? Position.of(cursor.page(), tables) : new Position(null, tables);
    NavigableSet<Long> changed = new TreeSet<>();
    Map<String, Long> reached = new HashMap<>();
    long whole = Long.MAX_VALUE;
    for (String table : position.open) {
      Browser.Rows page = browser.browse(query(table, position.after, day(cursor)));
      List<Long> an8s = page.rows().stream().map(row -> Long.valueOf(row.an8())).toList();
      changed.addAll(an8s);
      reached.put(table, page.more() ? Long.MAX_VALUE : an8s.isEmpty() ? 0 : last(table, an8s));
      if (page.more()) {
        whole = Math.min(whole, last(table, an8s));
      }
    }
    long bound = whole;
    List<String> open = position.open.stream().filter(each -> reached.get(each) > bound).toList();
    return new Found(
        changed.headSet(bound, true).stream().map(String::valueOf).toList(),
        open.isEmpty() ? null : new Position(String.valueOf(bound), open).text());
  }

  private Query query(String table, String after, LocalDate day) {
    Query all =
        since(browser.connection(), Query.of(table, List.of("AN8"), settings.pageSize()), day);
    return after == null ? all : all.where("AN8", "GREATER", after);
  }

  private static long last(String table, List<Long> an8s) {
    if (an8s.isEmpty()) {
      throw VendorFailure.rejected(
          200, "AIS says that %s has more rows and shows none".formatted(table));
    }
    return an8s.get(an8s.size() - 1);
  }

  static boolean goesOn(Cursor cursor) {
    return cursor.page() != null && cursor.page().startsWith(MARK);
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
