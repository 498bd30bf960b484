package io.mlconnector.sandbox.jde;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How a condition compares (sheet 3.2). Texts are compared with regard to case, and without the
 * blanks behind them, as the database does; a day that is none is before all days.
 */
enum Operator {
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_EQUAL,
  GREATER,
  GREATER_EQUAL,
  BETWEEN,
  LIST,
  STR_START_WITH,
  STR_END_WITH,
  STR_CONTAIN,
  STR_BLANK,
  STR_NOT_BLANK;

  boolean takes(int values) {
    return switch (this) {
      case BETWEEN -> values == 2;
      case LIST -> values >= 1;
      case STR_BLANK, STR_NOT_BLANK -> values == 0;
      default -> values == 1;
    };
  }

  boolean isForTexts() {
    return name().startsWith("STR_");
  }

  /** A literal of a number or a text; null where it is none. */
  static Object literal(Column column, String content) {
    if (column.isText()) {
      return comparable(column, content);
    }
    try {
      return new BigDecimal(content.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  Predicate<Row> on(Column column, List<Object> values) {
    Object first = values.isEmpty() ? null : values.get(0);
    return switch (this) {
      case EQUAL -> row -> compare(column, row, first) == 0;
      case NOT_EQUAL -> row -> compare(column, row, first) != 0;
      case LESS -> row -> compare(column, row, first) < 0;
      case LESS_EQUAL -> row -> compare(column, row, first) <= 0;
      case GREATER -> row -> compare(column, row, first) > 0;
      case GREATER_EQUAL -> row -> compare(column, row, first) >= 0;
      case BETWEEN ->
          row -> compare(column, row, first) >= 0 && compare(column, row, values.get(1)) <= 0;
      case LIST -> oneOf(column, values);
      case STR_START_WITH -> row -> shown(column, row).startsWith((String) first);
      case STR_END_WITH -> row -> shown(column, row).endsWith((String) first);
      case STR_CONTAIN -> row -> shown(column, row).contains((String) first);
      case STR_BLANK -> row -> shown(column, row).isEmpty();
      case STR_NOT_BLANK -> row -> !shown(column, row).isEmpty();
    };
  }

  private static Predicate<Row> oneOf(Column column, List<Object> values) {
    Set<Object> set = new HashSet<>();
    values.forEach(
        value -> set.add(value instanceof BigDecimal one ? one.stripTrailingZeros() : value));
    return row -> {
      Object value = comparable(column, row);
      return set.contains(value instanceof BigDecimal one ? one.stripTrailingZeros() : value);
    };
  }

  private static String shown(Column column, Row row) {
    return (String) comparable(column, row);
  }

  @SuppressWarnings("unchecked")
  private static int compare(Column column, Row row, Object with) {
    return ((Comparable<Object>) comparable(column, row)).compareTo(with);
  }

  /** What a row has in a column, with something for nothing. */
  static Object comparable(Column column, Row row) {
    Object value = row.value(column.alias());
    return switch (column.kind()) {
      case NUMBER -> value == null ? BigDecimal.ZERO : BigDecimal.valueOf((Long) value);
      case AMOUNT -> value == null ? BigDecimal.ZERO : value;
      case DATE -> value == null ? LocalDate.MIN : value;
      default -> comparable(column, value == null ? "" : (String) value);
    };
  }

  private static Object comparable(Column column, String text) {
    return column.kind() == ColumnKind.RIGHT_TEXT ? text.strip() : text.stripTrailing();
  }
}
