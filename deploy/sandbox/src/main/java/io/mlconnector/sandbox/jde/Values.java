package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Values between JSON, the database and the data service (sheet 3.2). */
final class Values {

  private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

  private Values() {}

  /**
   * A value as the control gives it: days as {@code 2026-01-31}, empty text and null for nothing;
   * throws {@link IllegalArgumentException} naming the column.
   */
  static Object read(Column column, JsonNode value) {
    if (value.isNull() || (value.isTextual() && value.asText().isBlank())) {
      return null;
    }
    try {
      return switch (column.kind()) {
        case NUMBER -> zeroless(new BigDecimal(value.asText()).longValueExact());
        case AMOUNT -> amount(new BigDecimal(value.asText()));
        case TEXT, RIGHT_TEXT -> text(column, value.asText());
        case DATE -> LocalDate.parse(value.asText());
      };
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException(
          column.alias() + ": " + value + " is no " + column.kind(), e);
    }
  }

  static String text(Column column, String text) {
    String bare = text.stripTrailing();
    if (bare.length() > column.length()) {
      throw new IllegalArgumentException(
          column.alias() + ": " + bare.length() + " characters are more than " + column.length());
    }
    return bare.isEmpty() ? null : bare;
  }

  /** Amounts of this table have no decimals, others are rounded. */
  static BigDecimal amount(BigDecimal value) {
    BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? null : rounded;
  }

  private static Long zeroless(long number) {
    return number == 0 ? null : number;
  }

  /** Puts a value as the data service shows it. */
  static void show(ObjectNode into, String name, Column column, Object value, boolean padded) {
    switch (column.kind()) {
      case NUMBER -> into.put(name, value == null ? 0L : (Long) value);
      case AMOUNT -> into.put(name, value == null ? BigDecimal.ZERO : (BigDecimal) value);
      case DATE -> into.put(name, value == null ? null : COMPACT.format((LocalDate) value));
      default -> into.put(name, filled(column, value == null ? "" : (String) value, padded));
    }
  }

  private static String filled(Column column, String text, boolean padded) {
    if (text.isEmpty()) {
      return " ";
    }
    String blanks = " ".repeat(padded ? column.length() - text.length() : 0);
    return column.kind() == ColumnKind.RIGHT_TEXT ? blanks + text : text + blanks;
  }

  /** A row as the control shows it: nothing where it is blank, days as {@code 2026-01-31}. */
  static ObjectNode plain(Row row) {
    ObjectNode shown = SandboxJson.object();
    row.type()
        .columns()
        .forEach(
            (alias, column) -> {
              Object value = row.value(alias);
              if (value instanceof Long number) {
                shown.put(alias, number);
              } else if (value instanceof BigDecimal amount) {
                shown.put(alias, amount);
              } else if (value != null) {
                shown.put(alias, value.toString());
              } else if (row.type().keys().contains(alias) && column.kind() == ColumnKind.NUMBER) {
                shown.put(alias, 0);
              }
            });
    return shown;
  }
}
