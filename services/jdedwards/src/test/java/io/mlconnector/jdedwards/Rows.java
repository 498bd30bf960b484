package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Rows as the data service shows them. */
final class Rows {

  private Rows() {}

  /** A row of columns and their values, as in {@code row("F0101", "AN8", 42, "ALPH", "Acme ")}. */
  static GridRow row(String table, Object... columnsAndValues) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      String column = table + "_" + columnsAndValues[i];
      Object value = columnsAndValues[i + 1];
      if (value instanceof Number number) {
        json.put(column, number.longValue());
      } else {
        json.put(column, String.valueOf(value));
      }
    }
    return new GridRow(table, json);
  }

  static GridRow book(Object... more) {
    Object[] all = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {"AN8", 4242, "ALPH", "Acme Ltd            ", "AT1", "C  "}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return row("F0101", all);
  }

  static Entry entry(GridRow book, List<GridRow> masters) {
    return new Entry(book, masters, List.of(), List.of(), List.of());
  }
}
