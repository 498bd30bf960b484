package io.mlconnector.mapping.expression;

import com.dashjoin.jsonata.JException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * Exact arithmetic on decimals that are text, because JSONata's own numbers are binary and lose
 * cents. A missing operand gives a missing result.
 */
final class DecimalFunctions {

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
  private static final int MAX_SCALE = 40;

  private DecimalFunctions() {}

  static Object combine(List<?> arguments, BinaryOperator<BigDecimal> operator) {
    BigDecimal left = decimal(arguments.get(0));
    BigDecimal right = decimal(arguments.get(1));
    return left == null || right == null ? null : operator.apply(left, right).toPlainString();
  }

  /** -1, 0 or 1; {@code 1.0} and {@code 1.00} are equal. */
  static Object compare(List<?> arguments) {
    BigDecimal left = decimal(arguments.get(0));
    BigDecimal right = decimal(arguments.get(1));
    return left == null || right == null ? null : left.compareTo(right);
  }

  /** Rounds half away from zero, as invoices do, to that many digits after the point. */
  static Object round(List<?> arguments) {
    BigDecimal value = decimal(arguments.get(0));
    int scale = arguments.get(1) instanceof Number digits ? digits.intValue() : 0;
    if (scale < 0 || scale > MAX_SCALE) {
      throw new JException("$decRound takes 0 to " + MAX_SCALE + " digits", -1);
    }
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP).toPlainString();
  }

  private static BigDecimal decimal(Object value) {
    if (value == null) {
      return null;
    }
    String text = value.toString();
    if (text.length() > 100 || !DECIMAL.matcher(text).matches()) {
      throw new JException("$dec functions take decimals such as \"12.50\"", -1);
    }
    return new BigDecimal(text);
  }
}
