package io.mlconnector.sandbox.jde;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table: its name, its columns by alias and which of them are its key.
 *
 * @param keys aliases of the key, the address number first
 */
record TableType(String name, String title, List<String> keys, Map<String, Column> columns) {

  static final String DATE = "UPMJ";
  static final String TIME = "UPMT";
  static final String ADDRESS = "AN8";

  /**
   * Reads the columns from a text: {@code AN8:n:Address Number}, kinds being n (number), a
   * (amount), d (date), r and a length (right-justified text), or a length alone (text).
   */
  static TableType of(String name, String title, String keys, String... columns) {
    Map<String, Column> all = new LinkedHashMap<>();
    for (String text : columns) {
      String[] part = text.split(":", 3);
      all.put(part[0], column(part[0], part[1], part[2]));
    }
    return new TableType(name, title, List.of(keys.split(" ")), all);
  }

  /** The same with numbered category codes. */
  TableType withCategories(int count) {
    Map<String, Column> all = new LinkedHashMap<>(columns);
    for (int i = 1; i <= count; i++) {
      String alias = "AC%02d".formatted(i);
      all.put(alias, new Column(alias, ColumnKind.TEXT, 3, "Cat Cd " + i));
    }
    return new TableType(name, title, keys, all);
  }

  /** The same with the columns that say who changed a row, from where and when. */
  TableType audited() {
    Map<String, Column> all = new LinkedHashMap<>(columns);
    for (String text :
        List.of(
            "USER:10:User ID",
            "PID:10:Program ID",
            "JOBN:10:Work Stn ID",
            "UPMJ:d:Date Updated",
            "UPMT:n:Time Last Updated")) {
      String[] part = text.split(":", 3);
      all.put(part[0], column(part[0], part[1], part[2]));
    }
    return new TableType(name, title, keys, all);
  }

  private static Column column(String alias, String kind, String title) {
    return switch (kind.charAt(0)) {
      case 'n' -> new Column(alias, ColumnKind.NUMBER, 0, title);
      case 'a' -> new Column(alias, ColumnKind.AMOUNT, 0, title);
      case 'd' -> new Column(alias, ColumnKind.DATE, 0, title);
      case 'r' ->
          new Column(alias, ColumnKind.RIGHT_TEXT, Integer.parseInt(kind.substring(1)), title);
      default -> new Column(alias, ColumnKind.TEXT, Integer.parseInt(kind), title);
    };
  }
}
