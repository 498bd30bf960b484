package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Money;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Untranslatable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * One item of a Fusion collection. Ids come as numbers or as text, depending on the framework
 * version, and have up to 18 digits.
 *
 * @param ownEmailTaken whether a contact already has the item's own e-mail address
 * @param trade what the customer owes and has ordered
 */
record FusionRow(JsonNode json, boolean ownEmailTaken, Trade trade) {

  FusionRow(JsonNode json) {
    this(json, false, Trade.NONE);
  }

  FusionRow withOwnEmailTaken(boolean taken) {
    return new FusionRow(json, taken, trade);
  }

  FusionRow with(Trade known) {
    return new FusionRow(json, ownEmailTaken, known);
  }

  /** The text of an attribute, or null where it is absent, null or blank. */
  String text(String attribute) {
    return new JsonRow(json).text(attribute);
  }

  /** The text of an attribute that must be there. */
  String required(String attribute) {
    return new JsonRow(json).required(attribute);
  }

  /** A decimal, exact. */
  BigDecimal decimal(String attribute) {
    return new JsonRow(json).decimal(attribute);
  }

  /** The number of a line; null where it is missing. */
  Integer number(String attribute) {
    BigDecimal number = decimal(attribute);
    try {
      return number == null ? null : number.intValueExact();
    } catch (ArithmeticException e) {
      throw new Untranslatable(attribute, "is no whole number");
    }
  }

  /** A day. A time behind it, which some resources show, is none of the day's. */
  LocalDate day(String attribute) {
    String text = text(attribute);
    try {
      return text == null ? null : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
    } catch (DateTimeException e) {
      throw new Untranslatable(attribute, "is no date");
    }
  }

  /** A moment. */
  Instant stamp(String attribute) {
    String text = text(attribute);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Untranslatable(attribute, "is no time with an offset");
    }
  }

  /** An amount in a currency; units that are no currency, such as STAT, are left out. */
  Money money(String attribute, String currency) {
    BigDecimal amount = decimal(attribute);
    boolean iso = currency != null && currency.matches("[A-Z]{3}");
    return amount == null ? null : new Money(amount, iso ? currency : null);
  }

  /** Y, true and their kin; the vendor uses several forms. */
  Boolean flag(String attribute) {
    String text = text(attribute);
    return text == null ? null : text.equalsIgnoreCase("true") || text.equalsIgnoreCase("Y");
  }

  /** A phone number with its country and area code, which are attributes of their own. */
  String phone(String prefix) {
    String number = text(prefix + "Number");
    if (number == null) {
      return null;
    }
    String country = text(prefix + "CountryCode");
    String area = text(prefix + "AreaCode");
    StringBuilder phone = new StringBuilder();
    if (country != null) {
      phone.append('+').append(country.replace("+", "")).append(' ');
    }
    if (area != null) {
      phone.append(area).append(' ');
    }
    return phone.append(number).toString();
  }
}
