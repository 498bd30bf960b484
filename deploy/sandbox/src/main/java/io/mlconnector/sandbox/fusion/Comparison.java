package io.mlconnector.sandbox.fusion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Compares an attribute of a row with a literal; an empty attribute fulfils no comparison. */
final class Comparison {

  private Comparison() {}

  static Condition of(Attribute attribute, String operator, Object literal) {
    IntPredicate holds = holds(operator);
    boolean stamp = attribute.name().equals(Attribute.LAST_UPDATE);
    Condition condition =
        Condition.of(
            row -> {
              Object value = stamp ? row.lastUpdate() : row.value(attribute.name());
              Integer order = compare(value, literal);
              return order != null && holds.test(order);
            });
    if (!stamp || !(literal instanceof Instant at)) {
      return condition;
    }
    boolean bounded = !operator.equals("!=") && !operator.equals("<>");
    boolean below = bounded && !operator.startsWith(">");
    boolean above = bounded && !operator.startsWith("<");
    return new Condition(condition.test(), above ? at : null, below ? at : null);
  }

  private static IntPredicate holds(String operator) {
    return switch (operator) {
      case "=" -> order -> order == 0;
      case "!=", "<>" -> order -> order != 0;
      case "<" -> order -> order < 0;
      case "<=" -> order -> order <= 0;
      case ">" -> order -> order > 0;
      case ">=" -> order -> order >= 0;
      default -> throw Refusal.badRequest("q: the operator " + operator + " is not known");
    };
  }

  /** The order of two values of one type, null when they cannot be compared. */
  static Integer compare(Object value, Object literal) {
    if (value instanceof String text && literal instanceof String other) {
      return text.compareTo(other);
    }
    if (value instanceof Instant stamp && literal instanceof Instant other) {
      return stamp.compareTo(other);
    }
    if (value instanceof Boolean flag && literal instanceof Boolean other) {
      return flag.compareTo(other);
    }
    if (value instanceof Number && literal instanceof Number) {
      return decimal(value).compareTo(decimal(literal));
    }
    return null;
  }

  private static BigDecimal decimal(Object number) {
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
  }

  /** A pattern in which % and * stand for any text. */
  static Condition like(Attribute attribute, String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("((?<=[%*])|(?=[%*]))")) {
      regex.append(part.equals("%") || part.equals("*") ? ".*" : Pattern.quote(part));
    }
    Pattern compiled = Pattern.compile(regex.toString(), Pattern.DOTALL);
    return Condition.of(
        row ->
            row.value(attribute.name()) instanceof String text && compiled.matcher(text).matches());
  }

  static Condition isNull(Attribute attribute) {
    return Condition.of(row -> row.value(attribute.name()) == null);
  }
}
