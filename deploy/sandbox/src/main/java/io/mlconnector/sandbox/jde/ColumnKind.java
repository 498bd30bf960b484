package io.mlconnector.sandbox.jde;

/** What a column holds, and with that how the data service shows and compares it. */
enum ColumnKind {
  /** A whole number, zero when it was never set. */
  NUMBER,
  /** A number with decimals, zero when it was never set. */
  AMOUNT,
  /** Text, filled with blanks to the column's length. */
  TEXT,
  /** Text with its blanks in front. */
  RIGHT_TEXT,
  /** A day, or none. */
  DATE
}
