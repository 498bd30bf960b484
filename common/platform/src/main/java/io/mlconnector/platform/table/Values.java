package io.mlconnector.platform.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Brings values into the one form that their column's type has, exactly or not at all. What does
 * not fit is said by the column's name and what to do, never by the value.
 */
final class Values {

  private static final int DIGITS = 18;
  private static final int LONGEST_NUMBER = 64;
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Values() {}

  /** A value that its column does not take. */
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(Column column, String problem) {
      super("Column %s: %s".formatted(column.name(), problem), null, false, false);
    }
  }

  /**
   * The value in its column's form: decimals with exactly the column's scale.
   *
   * @throws Unfit where it has none
   */
  static JsonNode of(Column column, JsonNode value) {
    boolean empty = value == null || value.isNull() || value.isMissingNode();
    if (!empty && !value.isValueNode()) {
      throw new Unfit(column, "the value is a list or an object; give one value in the route");
    }
    if (!empty && value.isTextual() && column.type() != Type.TEXT) {
      empty = value.asText().isBlank();
    }
    if (column.key() && (empty || value.asText().isBlank())) {
      throw new Unfit(column, "it is part of the key and is empty; fill it at the source");
    }
    if (empty) {
      return NullNode.instance;
    }
    return switch (column.type()) {
      case TEXT -> text(column, value);
      case INTEGER -> integer(column, value);
      case DECIMAL -> decimal(column, value);
      case BOOLEAN -> bool(column, value);
      case DATE -> date(column, value);
      case INSTANT -> instant(column, value);
    };
  }

  private static JsonNode text(Column column, JsonNode value) {
    if (value.isNumber() && !value.isIntegralNumber()) {
      throw new Unfit(column, "it is text and the value a fraction; make it text in the route");
    }
    String text = value.asText();
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(one)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (one == 0 || (Character.isSurrogate(one) && !pair)) {
        throw new Unfit(column, "the text has a character that cannot be stored; correct it");
      }
      i += pair ? 1 : 0;
    }
    return TextNode.valueOf(text);
  }

  private static JsonNode integer(Column column, JsonNode value) {
    BigDecimal number = number(column, value, "a whole number").stripTrailingZeros();
    if (number.scale() > 0) {
      throw new Unfit(column, "it is whole and the value a fraction; make it a DECIMAL");
    }
    BigInteger whole = number.toBigInteger();
    if (whole.compareTo(LEAST) < 0 || whole.compareTo(MOST) > 0) {
      throw new Unfit(column, "the value does not fit into 64 bits; make it TEXT");
    }
    return LongNode.valueOf(whole.longValue());
  }

  private static JsonNode decimal(Column column, JsonNode value) {
    BigDecimal number = number(column, value, "a decimal");
    int scale = number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
    if (scale > column.scale()) {
      throw new Unfit(
          column,
          "the value has %d digits behind the point and the column %d; nothing is rounded, so give it more or round in the route"
              .formatted(scale, column.scale()));
    }
    BigDecimal exact = number.setScale(column.scale());
    if (exact.precision() > DIGITS) {
      throw new Unfit(
          column,
          "the value has more than %d digits with the %d behind the point; make it TEXT, or lower the scale"
              .formatted(DIGITS, column.scale()));
    }
    return TextNode.valueOf(exact.toPlainString());
  }

  private static BigDecimal number(Column column, JsonNode value, String what) {
    if (value.isBoolean()) {
      throw new Unfit(column, "the value is not " + what);
    }
    try {
      String text = value.asText().strip();
      BigDecimal number =
          value.isNumber()
              ? value.decimalValue()
              : new BigDecimal(text.length() > LONGEST_NUMBER ? "" : text);
      if (Math.abs((long) number.scale()) > 1_000) {
        throw new Unfit(column, "the value is not " + what);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new Unfit(column, "the value is not " + what);
    }
  }

  private static JsonNode bool(Column column, JsonNode value) {
    String text = value.asText();
    if (!text.equals("true") && !text.equals("false")) {
      throw new Unfit(column, "the value is neither true nor false");
    }
    return BooleanNode.valueOf(text.equals("true"));
  }

  private static JsonNode date(Column column, JsonNode value) {
    try {
      LocalDate date = LocalDate.parse(value.asText());
      checkYear(column, date.getYear());
      return TextNode.valueOf(date.toString());
    } catch (DateTimeException e) {
      throw new Unfit(column, "the value is not a date such as 2026-01-31");
    }
  }

  private static JsonNode instant(Column column, JsonNode value) {
    try {
      Instant instant = OffsetDateTime.parse(value.asText()).toInstant();
      checkYear(column, instant.atOffset(ZoneOffset.UTC).getYear());
      if (instant.getNano() % 1_000 != 0) {
        throw new Unfit(column, "the value is finer than a microsecond; cut it in the route");
      }
      return TextNode.valueOf(instant.toString());
    } catch (DateTimeException e) {
      throw new Unfit(column, "the value is no moment such as 2026-01-31T12:00:00Z");
    }
  }

  private static void checkYear(Column column, int year) {
    if (year < 1 || year > 9999) {
      throw new Unfit(column, "the year is not between 1 and 9999");
    }
  }
}
