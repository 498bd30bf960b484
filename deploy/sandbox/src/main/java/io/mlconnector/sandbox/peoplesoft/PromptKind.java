package io.mlconnector.sandbox.peoplesoft;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;

/** What a prompt of a query takes; the literal forms are assumed (sheet 2.2 names none). */
enum PromptKind {
  DATE,
  DATE_TIME,
  /** A text of at most 11 characters, which may be empty. */
  KEY;

  private static final int LONGEST_KEY = 11;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  Object read(String prompt, String text) {
    try {
      return switch (this) {
        case DATE -> LocalDate.parse(text, DAY);
        case DATE_TIME -> LocalDateTime.parse(text, TIME);
        case KEY -> key(prompt, text);
      };
    } catch (DateTimeParseException e) {
      throw Refusal.query("Invalid value for prompt " + prompt + ": \"" + text + "\"");
    }
  }

  private static String key(String prompt, String text) {
    if (text.length() > LONGEST_KEY) {
      throw Refusal.query("Value too long for prompt " + prompt);
    }
    return text;
  }
}
