package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.VendorFailure;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * What day and time it is in PeopleSoft, which is a wall clock without a zone, and who we are
 * there. Asking for it is also what shows whether PeopleSoft can be reached.
 */
record Today(LocalDate today, LocalDateTime now, String user, String database, String release) {

  static Today of(Connection connection) {
    QueryAccess access = new QueryAccess(connection);
    String query = access.settings().query("todayQuery");
    Result result = access.run(query, List.of(), List.of());
    if (result.rows().size() != 1) {
      throw VendorFailure.rejected(
          200, "Query %s has to have one row and has %d".formatted(query, result.rows().size()));
    }
    JsonRow row = result.rows().get(0);
    LocalDate today;
    LocalDateTime now;
    try {
      today = Values.date(row, "TODAY");
      now = Values.dateTime(row, "NOW");
    } catch (Untranslatable e) {
      throw VendorFailure.rejected(200, "Query %s: %s".formatted(query, e.getMessage()));
    }
    if (today == null || now == null) {
      throw VendorFailure.rejected(
          200, "Query %s has to have the columns TODAY and NOW".formatted(query));
    }
    return new Today(today, now, row.text("OPRID"), row.text("DBNAME"), row.text("TOOLSREL"));
  }
}
