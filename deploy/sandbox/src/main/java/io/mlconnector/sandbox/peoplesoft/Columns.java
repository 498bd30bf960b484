package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.BadCommand;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** Which kind of value each field of the simulated records holds, and how it is written. */
final class Columns {

  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");
  static final Set<String> NUMBERS = Set.of("EMPL_RCD", "EFFSEQ", "PRIM_ADDR_SEQ_NUM");
  static final Set<String> DECIMALS = Set.of("SPEND_12M");
  static final Set<String> DATES =
      Set.of("EFFDT", "ACTION_DT", "LAST_HIRE_DT", "TERMINATION_DT", "LAST_MODIFIED_DATE", "TODAY");
  static final Set<String> STAMPS =
      Set.of("LASTUPDDTTM", "NAME_STAMP", "VISIBLE_FROM", "NOW", "MLC_STATUS_DTTM");

  private Columns() {}

  /** The value of a field as JSON has it; null for an empty one. */
  static Object read(String field, JsonNode value) {
    if (value == null || value.isNull() || value.asText().isEmpty()) {
      return null;
    }
    try {
      if (NUMBERS.contains(field)) {
        return Integer.valueOf(value.asText());
      }
      if (DECIMALS.contains(field)) {
        return new BigDecimal(value.asText());
      }
      if (DATES.contains(field)) {
        return LocalDate.parse(value.asText());
      }
      if (STAMPS.contains(field)) {
        return LocalDateTime.parse(value.asText());
      }
      return value.asText();
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new BadCommand(field + ": cannot be " + value);
    }
  }

  /** A value as text, dates in their ISO form. */
  static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof LocalDateTime stamp) {
      return stamp.format(STAMP);
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
