package io.mlconnector.peoplesoft;

import io.mlconnector.spi.JsonRow;
import java.util.List;

/**
 * The rows of a query.
 *
 * @param count what the server says their number is
 */
record Result(int count, List<JsonRow> rows) {

  Result {
    rows = List.copyOf(rows);
  }
}
