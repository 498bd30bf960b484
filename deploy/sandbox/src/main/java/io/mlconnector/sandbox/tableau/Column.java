package io.mlconnector.sandbox.tableau;

/**
 * A column of a table.
 *
 * @param precision digits of a NUMERIC, 0 for other types
 * @param scale digits behind its point
 */
record Column(String name, ColumnType type, int precision, int scale) {

  static Column of(String name, ColumnType type) {
    return new Column(name, type, 0, 0);
  }

  /** As people write the type: {@code numeric(18,2)}. */
  String typeText() {
    return type == ColumnType.NUMERIC
        ? "numeric(" + precision + "," + scale + ")"
        : type.name().toLowerCase(java.util.Locale.ROOT);
  }
}
