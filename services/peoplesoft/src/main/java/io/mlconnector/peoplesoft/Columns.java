package io.mlconnector.peoplesoft;

import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.VendorFailure;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whether a query has the columns that it should. */
final class Columns {

  private Columns() {}

  /** Those of the wanted ones that the first row lacks; none where there is no row. */
  static List<String> missing(
      Map<String, String> columns, Collection<String> wanted, List<JsonRow> rows) {
    return rows.isEmpty()
        ? List.of()
        : wanted.stream()
            .map(columns::get)
            .filter(column -> !column.isEmpty() && !rows.get(0).json().has(column))
            .toList();
  }

  /**
   * Refuses rows without them.
   *
   * @throws VendorFailure of kind REJECTED, naming the columns and the setting that renames them
   */
  static void require(
      String query,
      String setting,
      Map<String, String> columns,
      Collection<String> wanted,
      List<JsonRow> rows) {
    List<String> missing = missing(columns, wanted, rows);
    if (!missing.isEmpty()) {
      throw VendorFailure.rejected(
          200,
          "Query %s has no column %s; add it, or name yours in the setting %s"
              .formatted(query, String.join(", ", missing), setting));
    }
  }
}
