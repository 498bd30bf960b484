package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Untranslatable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * One row of a table as the data service shows it: texts padded with blanks, a lone blank for
 * nothing, dates as eight digits.
 */
record GridRow(String table, JsonNode json) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  /** The text of a column without its padding; null where there is none. */
  String text(String column) {
    return new JsonRow(json).text(table + "_" + column);
  }

  String required(String column) {
    return new JsonRow(json).required(table + "_" + column);
  }

  BigDecimal decimal(String column) {
    return new JsonRow(json).decimal(table + "_" + column);
  }

  /** The address number, which every table has. */
  String an8() {
    return required("AN8");
  }

  /** A number by which rows of one address are put in order; the smallest where there is none. */
  BigDecimal order(String column) {
    BigDecimal number = decimal(column);
    return number == null ? BigDecimal.ZERO : number;
  }

  /**
   * A date; null where there is none.
   *
   * @throws Untranslatable where it is no date
   */
  LocalDate date(String column) {
    String text = text(column);
    if (text == null || text.equals("0")) {
      return null;
    }
    try {
      return LocalDate.parse(text, DAY);
    } catch (DateTimeException e) {
      throw new Untranslatable(table + "." + column, "is no date of the form YYYYMMDD");
    }
  }
}
