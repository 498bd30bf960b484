package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.jde.DataRequest.Output;
import java.util.List;
import java.util.Locale;

/** How rows are answered: in the form of a data browser's grid (sheet 3.2). */
final class GridRendering {

  private GridRendering() {}

  /** The member below {@code fs_DATABROWSE_F0101}. */
  static ObjectNode browse(DataRequest request, List<Row> rows, boolean more, boolean padded) {
    TableType table = request.table();
    ObjectNode form = SandboxJson.object();
    form.put("title", "Data Browser - " + table.name() + " [" + table.title() + "]");
    ObjectNode grid = form.putObject("data").putObject("gridData");
    grid.put("id", 59);
    grid.put("fullGridId", "59");
    ObjectNode columns = grid.putObject("columns");
    request.columns().forEach(column -> columns.put(name(table, column), column.title()));
    ArrayNode rowset = grid.putArray("rowset");
    for (int i = 0; i < rows.size(); i++) {
      ObjectNode shown = rowset.addObject();
      if (request.output() == Output.VERSION2) {
        shown.put("rowIndex", i);
        shown.put("MOExist", false);
      }
      for (Column column : request.columns()) {
        cell(request, shown, name(table, column), column, rows.get(i), padded);
      }
    }
    grid.putObject("summary").put("records", rows.size()).put("moreRecords", more);
    ArrayNode errors = form.putArray("errors");
    form.putArray("warnings");
    if (request.problem() != null) {
      errors
          .addObject()
          .put("CODE", "0025")
          .put("TITLE", "Error: Invalid Value Entered")
          .put("ERRORCONTROL", "")
          .put("DESC", request.problem())
          .put("MOBILE", request.problem());
    }
    return form;
  }

  private static void cell(
      DataRequest request, ObjectNode into, String name, Column column, Row row, boolean padded) {
    Object value = row.value(column.alias());
    if (request.output() == Output.GRID_DATA) {
      Values.show(into, name, column, value, padded);
      return;
    }
    ObjectNode cell = into.putObject(name);
    cell.put("title", column.title());
    Values.show(cell, "internalValue", column, value, padded);
    Values.show(cell, "value", column, value, padded);
  }

  /** {@code F0101_AN8}. */
  static String name(TableType table, Column column) {
    return (table.name() + "_" + column.alias()).toUpperCase(Locale.ROOT);
  }
}
