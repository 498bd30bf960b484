package io.mlconnector.sandbox.tableau;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** What a column holds; a value is of {@link #java}, or null. */
enum ColumnType {
  BOOLEAN(Boolean.class),
  INTEGER(Long.class),
  DOUBLE(Double.class),
  NUMERIC(BigDecimal.class),
  DATE(LocalDate.class),
  /** A moment. */
  TIMESTAMP(Instant.class),
  /** A date and time without a zone. */
  DATETIME(LocalDateTime.class),
  TEXT(String.class);

  final Class<?> java;

  ColumnType(Class<?> java) {
    this.java = java;
  }

  boolean isNumber() {
    return this == INTEGER || this == DOUBLE || this == NUMERIC;
  }

  /** The value that {@link Table#text} wrote. */
  Object parse(String text) {
    return switch (this) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INTEGER -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case NUMERIC -> new BigDecimal(text);
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> Instant.parse(text);
      case DATETIME -> LocalDateTime.parse(text);
      case TEXT -> text;
    };
  }
}
