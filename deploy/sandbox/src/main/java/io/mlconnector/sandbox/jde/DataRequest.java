package io.mlconnector.sandbox.jde;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is asked of the data service.
 *
 * @param type BROWSE, COUNT or AGGREGATION
 * @param find whether rows are looked for at all
 * @param columns in the order asked for
 * @param pageSize most rows, {@link #NO_MAX} for all
 * @param nextPages whether the rest is kept for next links
 * @param problem why the query could not be understood as it was meant, or null
 */
record DataRequest(
    TableType table,
    String type,
    boolean find,
    List<Column> columns,
    int pageSize,
    Output output,
    boolean nextPages,
    Predicate<Row> query,
    List<Order> order,
    Aggregation aggregation,
    String problem) {

  static final int NO_MAX = Integer.MAX_VALUE;
  static final String BROWSE = "BROWSE";
  static final String COUNT = "COUNT";
  static final String AGGREGATE = "AGGREGATION";

  /** The shapes of a row that are played. */
  enum Output {
    GRID_DATA,
    VERSION2
  }

  /** A column to order by. */
  record Order(Column column, boolean descending) {}

  /** Functions over columns, alone or by group. */
  record Aggregation(List<Function> functions, List<Column> groups) {}

  /**
   * A function such as MAX over a column.
   *
   * @param column null for COUNT over all rows
   */
  record Function(String name, Column column) {}
}
