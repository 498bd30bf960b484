package io.mlconnector.sandbox.jde;

/**
 * A column of a table.
 *
 * @param alias its data dictionary alias, such as {@code ALPH}
 * @param length characters of a text, 0 for others
 * @param title as the data browser heads it
 */
record Column(String alias, ColumnKind kind, int length, String title) {

  boolean isText() {
    return kind == ColumnKind.TEXT || kind == ColumnKind.RIGHT_TEXT;
  }
}
