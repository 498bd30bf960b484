package io.mlconnector.sandbox.fusion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Turns texts and loosely typed values into an attribute's own type, and stamps into text. */
final class Values {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  private Values() {}

  static Map<String, Object> checked(ResourceType type, Map<String, ?> values) {
    Map<String, Object> checked = new LinkedHashMap<>();
    values.forEach((name, value) -> checked.put(name, checked(type, name, value)));
    return checked;
  }

  /** The value in the attribute's type; throws {@link IllegalArgumentException} naming it. */
  static Object checked(ResourceType type, String name, Object value) {
    Attribute attribute = type.attributes().get(name);
    if (attribute == null) {
      throw new IllegalArgumentException(
          name
              + ": "
              + type.name()
              + " has no such attribute; it has "
              + type.attributes().keySet());
    }
    if (value == null) {
      return null;
    }
    try {
      return value instanceof Instant ? value : parse(attribute.type(), value.toString());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + ": a value of type " + attribute.type().described + " is expected, not " + value,
          e);
    }
  }

  static Object parse(AttributeType type, String text) {
    return switch (type) {
      case STRING -> text;
      case ID -> new BigInteger(text);
      case DECIMAL -> new BigDecimal(text);
      case BOOLEAN -> flag(text);
      case DATE -> java.time.LocalDate.parse(text);
      case TIMESTAMP -> stamp(text);
    };
  }

  private static Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "y" -> true;
      case "false", "n" -> false;
      default -> throw new IllegalArgumentException("neither true nor false: " + text);
    };
  }

  /** A stamp with an offset, or a plain date as its midnight in UTC. */
  private static Instant stamp(String text) {
    if (text.length() == 10) {
      return java.time.LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  /** As the vendor prints it: {@code 2019-03-17T14:53:51+00:00}, with a fraction only if any. */
  static String print(Instant stamp) {
    return (stamp.getNano() == 0 ? SECONDS : MILLIS).format(stamp.atOffset(ZoneOffset.UTC));
  }
}
