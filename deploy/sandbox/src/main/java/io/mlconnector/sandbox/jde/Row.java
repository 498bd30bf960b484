package io.mlconnector.sandbox.jde;

import java.util.HashMap;
import java.util.Map;

/**
 * A row as the database keeps it: values by alias, without those that are blank, zero or no date.
 * Texts are without the blanks behind them, numbers are Long or BigDecimal, days are LocalDate.
 *
 * @param place where it lies in the table, which is in no order at all
 */
record Row(TableType type, Map<String, Object> values, int place) {

  Object value(String alias) {
    return values.get(alias);
  }

  String text(String alias) {
    Object value = values.get(alias);
    return value == null ? "" : value.toString();
  }

  long number(String alias) {
    Object value = values.get(alias);
    return value == null ? 0 : ((Number) value).longValue();
  }

  Row copy() {
    return new Row(type, new HashMap<>(values), place);
  }
}
