package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.VendorFailure;
import java.time.LocalDate;
import java.util.List;

/**
 * Finds out whether questions by date mean to the server what they mean to us: one that it does not
 * understand may be answered with no rows, or with all.
 */
final class DateProof {

  /** Clocks of server and tables may differ by a day each. */
  private static final int TOLERANCE = 2;

  private DateProof() {}

  /**
   * Asks for one row by its own stamp, in ways that must and must not show it.
   *
   * @throws VendorFailure of kind REJECTED naming the setting to change
   */
  static void run(Connection connection, Query some) {
    Browser browser = new Browser(connection);
    List<GridRow> rows = browser.browse(some.sized(1)).rows();
    if (rows.isEmpty()) {
      return;
    }
    GridRow row = rows.get(0);
    LocalDate changed = stamp(row);
    if (changed == null) {
      return;
    }
    Query same = some.where("AN8", "EQUAL", row.an8()).sized(1);
    boolean shown = shows(browser, Changes.since(connection, same, changed.minusDays(TOLERANCE)));
    boolean hidden =
        !shows(browser, Changes.since(connection, same, changed.plusDays(TOLERANCE + 1)));
    LocalDate today = connection.clock().instant().atZone(connection.timeZone()).toLocalDate();
    // A day that has not come yet cannot be said as days back from today.
    boolean telling = changed.plusDays(TOLERANCE + 1).isBefore(today);
    if (!shown || telling && !hidden) {
      throw VendorFailure.rejected(
          200,
          ("AIS does not understand dates in conditions as we write them: a row of %s that changed"
                  + " on a known day is %s. Set dateFilter to %s.")
              .formatted(
                  row.table(),
                  shown ? "shown although it is older" : "not shown",
                  new JdeSettings(connection).literalDates() ? "relative" : "literal"));
    }
  }

  private static boolean shows(Browser browser, Query query) {
    return !browser.browse(query).rows().isEmpty();
  }

  private static LocalDate stamp(GridRow row) {
    try {
      return row.date(Tables.CHANGED);
    } catch (Untranslatable e) {
      throw VendorFailure.rejected(
          200, "AIS shows dates in a way that we cannot read: " + e.getMessage());
    }
  }
}
