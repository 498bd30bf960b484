package io.mlconnector.jdedwards;

import io.mlconnector.spi.Untranslatable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One address number with what the tables around F0101 say of it.
 *
 * @param masters its rows of F03012, one per company, or its row of F0401
 * @param addresses its rows of F0116, of which some may be effective later only
 */
record Entry(
    GridRow book,
    List<GridRow> masters,
    List<GridRow> phones,
    List<GridRow> emails,
    List<GridRow> addresses) {

  /** Years ahead that an address may be entered for. */
  private static final int AHEAD_YEARS = 20;

  /** A stamp may be of tomorrow; more than this is of a wrong century. */
  private static final int AHEAD_DAYS = 7;

  String an8() {
    return book.an8();
  }

  /** The row of a company in F03012; empty where the customer is not set up there. */
  Optional<GridRow> master(String company) {
    return masters.stream().filter(row -> company.equals(row.text("CO"))).findFirst();
  }

  /** The only row of F0401. */
  Optional<GridRow> supplier() {
    return masters.stream().findFirst();
  }

  /**
   * The address that is in effect: the newest one that has begun.
   *
   * @throws Untranslatable where a date cannot be right
   */
  Optional<GridRow> address(LocalDate today, LocalDate earliest) {
    GridRow found = null;
    LocalDate begun = null;
    for (GridRow row : addresses) {
      LocalDate from = row.date("EFTB");
      if (from != null && (from.isBefore(earliest) || from.isAfter(today.plusYears(AHEAD_YEARS)))) {
        throw wrong(row, "EFTB", from);
      }
      boolean later = from != null && from.isAfter(today);
      if (!later && (found == null || newer(from, begun))) {
        found = row;
        begun = from;
      }
    }
    return Optional.ofNullable(found);
  }

  private static boolean newer(LocalDate one, LocalDate other) {
    return one != null && (other == null || one.isAfter(other));
  }

  /**
   * Checks that no row was changed in a year that cannot be, such as one of a wrong century.
   *
   * @throws Untranslatable naming table and column
   */
  void sane(LocalDate today, LocalDate earliest) {
    sane(List.of(book), today, earliest);
    List.of(masters, phones, emails, addresses).forEach(rows -> sane(rows, today, earliest));
  }

  static void sane(List<GridRow> rows, LocalDate today, LocalDate earliest) {
    for (GridRow row : rows) {
      LocalDate changed = row.date("UPMJ");
      if (changed != null
          && (changed.isBefore(earliest) || changed.isAfter(today.plusDays(AHEAD_DAYS)))) {
        throw wrong(row, "UPMJ", changed);
      }
    }
  }

  private static Untranslatable wrong(GridRow row, String column, LocalDate date) {
    return new Untranslatable(
        row.table() + "." + column,
        ("is in the year %d, which looks like a wrong century; correct it in EnterpriseOne, or move"
                + " the setting earliestDate")
            .formatted(date.getYear()));
  }

  /** Of the rows of a type, by their order; the type is blank for the usual one. */
  static Optional<GridRow> first(List<GridRow> rows, String order, Choice choice) {
    return rows.stream()
        .filter(choice::takes)
        .min(
            Comparator.comparing((GridRow row) -> choice.rank(row))
                .thenComparing(row -> row.order(order))
                .thenComparing(row -> row.order("RCK7")));
  }

  /** Columns of this entry by their names, for values that are carried along. */
  Map<String, Object> values(List<ColumnName> columns, List<String> companies) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ColumnName column : columns) {
      if (column.table().equals(Tables.CUSTOMERS)) {
        for (String company : companies) {
          String name = companies.size() == 1 ? column.underscored() : named(column, company);
          master(company).ifPresent(row -> put(values, name, row.text(column.column())));
        }
      } else {
        GridRow row = column.table().equals(Tables.BOOK) ? book : supplier().orElse(null);
        put(values, column.underscored(), row == null ? null : row.text(column.column()));
      }
    }
    return values;
  }

  /** A column's name where each company has a value of its own. */
  static String named(ColumnName column, String company) {
    return column.table() + "_" + company + "_" + column.column();
  }

  private static void put(Map<String, Object> values, String name, String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
