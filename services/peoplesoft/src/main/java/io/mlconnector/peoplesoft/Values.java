package io.mlconnector.peoplesoft;

import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Untranslatable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Values of columns; PeopleSoft's dates and times have no zone. */
final class Values {

  private static final int SECONDS = "2026-01-31T12:00:00".length();

  private Values() {}

  static LocalDate date(JsonRow row, String column) {
    String text = row.text(column);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Untranslatable(column, "is no date such as 2026-01-31");
    }
  }

  static LocalDateTime dateTime(JsonRow row, String column) {
    String text = row.text(column);
    try {
      return text == null ? null : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw new Untranslatable(column, "is no time such as 2026-01-31T12:00:00");
    }
  }

  /** To the second, as prompts take it. */
  static String prompt(LocalDateTime time) {
    String text = time.withNano(0).toString();
    return text.length() < SECONDS ? text + ":00" : text;
  }
}
