package io.mlconnector.canonical.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * All rows that a record has in a table now: those that it had before and are not among them leave
 * the table.
 *
 * @param rows values in the order of the columns; decimals, dates and instants as text
 */
public record TableRows(TableSpec spec, List<List<JsonNode>> rows) {

  public TableRows {
    // JSON leaves an empty list out.
    rows = rows == null ? List.of() : List.copyOf(rows);
  }
}
