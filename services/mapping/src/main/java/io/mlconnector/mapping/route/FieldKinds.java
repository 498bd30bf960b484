package io.mlconnector.mapping.route;

import static io.mlconnector.mapping.expression.ValueKind.BOOLEAN;
import static io.mlconnector.mapping.expression.ValueKind.DATE;
import static io.mlconnector.mapping.expression.ValueKind.DECIMAL;
import static io.mlconnector.mapping.expression.ValueKind.INSTANT;
import static io.mlconnector.mapping.expression.ValueKind.LINK;
import static io.mlconnector.mapping.expression.ValueKind.LIST;
import static io.mlconnector.mapping.expression.ValueKind.NUMBER;
import static io.mlconnector.mapping.expression.ValueKind.TEXT;

import io.mlconnector.mapping.adapter.TargetField;
import io.mlconnector.mapping.expression.ValueKind;
import java.util.EnumSet;
import java.util.Set;

/** Which values a target field takes, as far as that is known before any record is mapped. */
final class FieldKinds {

  private FieldKinds() {}

  /** Whether a value of that kind may suit the field. */
  static boolean suits(ValueKind kind, TargetField.Type type) {
    return kind == ValueKind.UNKNOWN || allowed(type).contains(kind);
  }

  /** What to write instead, for people. */
  static String fix(TargetField.Type type) {
    return switch (type) {
      case INTEGER -> "give a whole number, such as $number(…)";
      case DECIMAL -> "give a decimal, such as creditLimit.amount or $decRound(…, 2)";
      case BOOLEAN -> "give true or false, such as status = 'active'";
      case DATE, INSTANT -> "give a date as text";
      case TEXT_LIST -> "give a list, such as [website]";
      case REFERENCE -> "give a record's key, such as $linked('customer', customerKey)";
      default -> "give a text, such as $string(…)";
    };
  }

  private static Set<ValueKind> allowed(TargetField.Type type) {
    return switch (type) {
      case INTEGER -> EnumSet.of(NUMBER);
      case DECIMAL -> EnumSet.of(DECIMAL, NUMBER);
      case BOOLEAN -> EnumSet.of(BOOLEAN);
      case DATE, INSTANT -> EnumSet.of(DATE, INSTANT, TEXT);
      case TEXT_LIST -> EnumSet.of(LIST, TEXT);
      case REFERENCE -> EnumSet.of(LINK, TEXT, NUMBER);
      case TEXT, CHOICE -> EnumSet.of(TEXT, DECIMAL, NUMBER, BOOLEAN, DATE, INSTANT);
      case UNKNOWN -> EnumSet.allOf(ValueKind.class);
    };
  }
}
