package io.mlconnector.tableau.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Decimals;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The value of one column in one row, read once more with care: what a file format would round or
 * cut off in silence is refused here.
 */
final class Cell {

  /** Digits that fit 64 bits, and a {@code .hyper} file of version 2. */
  static final int DIGITS = 18;

  /** Years that every reader of a file knows. */
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private final long row;
  private final Column column;
  private final JsonNode value;

  Cell(long row, Column column, JsonNode value) {
    this.row = row;
    this.column = column;
    this.value = value;
  }

  /** Whether there is no value; a key has one. */
  boolean isEmpty() throws UnfitRow {
    boolean empty = value == null || value.isNull() || value.isMissingNode();
    if (empty && column.key()) {
      throw unfit("is part of the key and empty");
    }
    return empty;
  }

  String text() throws UnfitRow {
    if (!value.isValueNode()) {
      throw unfit("is no text");
    }
    String text = value.asText();
    if (text.indexOf('\0') >= 0) {
      throw unfit("holds a character of code 0");
    }
    return text;
  }

  long integer() throws UnfitRow {
    try {
      return decimalOf().longValueExact();
    } catch (ArithmeticException e) {
      throw unfit("is no whole number of 64 bits");
    }
  }

  /** With exactly the column's scale. */
  BigDecimal decimal() throws UnfitRow {
    BigDecimal exact;
    try {
      exact = decimalOf().setScale(column.scale());
    } catch (ArithmeticException e) {
      throw unfit("has more than %d digits behind its point".formatted(column.scale()));
    }
    if (exact.precision() > DIGITS) {
      throw unfit("has more than %d digits".formatted(DIGITS));
    }
    return exact;
  }

  private BigDecimal decimalOf() throws UnfitRow {
    try {
      return Decimals.parse(value.asText().strip());
    } catch (NumberFormatException e) {
      throw unfit("is no number");
    }
  }

  boolean truth() throws UnfitRow {
    String text = value.asText();
    if (!text.equals("true") && !text.equals("false")) {
      throw unfit("is neither true nor false");
    }
    return text.equals("true");
  }

  LocalDate date() throws UnfitRow {
    try {
      LocalDate date = LocalDate.parse(value.asText());
      if (date.isBefore(FIRST) || date.isAfter(LAST)) {
        throw unfit("is a date outside of the years 1 to 9999");
      }
      return date;
    } catch (DateTimeException e) {
      throw unfit("is no date");
    }
  }

  /** To the microsecond; what is finer is of no use to anybody who looks at a table. */
  Instant instant() throws UnfitRow {
    try {
      Instant instant = Instant.parse(value.asText()).truncatedTo(ChronoUnit.MICROS);
      LocalDate date = instant.atOffset(ZoneOffset.UTC).toLocalDate();
      if (date.isBefore(FIRST) || date.isAfter(LAST)) {
        throw unfit("is an instant outside of the years 1 to 9999");
      }
      return instant;
    } catch (DateTimeException e) {
      throw unfit("is no instant");
    }
  }

  private UnfitRow unfit(String problem) {
    return new UnfitRow(row, column.name(), problem);
  }
}
