package io.mlconnector.canonical;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Decimals of a size that somebody can mean. {@code 1e999999999} is eleven characters, and a
 * billion as soon as it is written out, added or rounded.
 */
public final class Decimals {

  /** How many digits a decimal may have before and behind its point, zeros included. */
  public static final int MOST_DIGITS = 400;

  private Decimals() {}

  /** Whether it has no more than {@value #MOST_DIGITS} digits on either side of the point. */
  public static boolean fits(BigDecimal number) {
    long before = (long) number.precision() - number.scale();
    return number.scale() <= MOST_DIGITS && before <= MOST_DIGITS;
  }

  /**
   * Reads a decimal.
   *
   * @throws NumberFormatException where it is none, or does not fit
   */
  public static BigDecimal parse(String text) {
    if (text.length() > 2 * MOST_DIGITS + 2) {
      throw new NumberFormatException("longer than any decimal");
    }
    BigDecimal number = new BigDecimal(text);
    if (!fits(number)) {
      throw new NumberFormatException("more digits than any decimal");
    }
    return number;
  }

  /** Members of records: what does not fit cannot be read. */
  static final class Reader extends StdScalarDeserializer<BigDecimal> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      BigDecimal number;
      try {
        number = BigDecimalDeserializer.instance.deserialize(json, context);
      } catch (NumberFormatException e) {
        return unfit(context);
      }
      return number == null || fits(number) ? number : unfit(context);
    }

    private static BigDecimal unfit(DeserializationContext context) throws IOException {
      return (BigDecimal)
          context.handleWeirdNumberValue(BigDecimal.class, 0, "more than %d digits", MOST_DIGITS);
    }
  }

  /**
   * Trees: what does not fit is kept as the text that was written, so that one such number spoils
   * its own record and not the page that it came in.
   */
  static final class Nodes extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public ValueNode numberNode(BigDecimal number) {
      return number == null || fits(number)
          ? super.numberNode(number)
          : textNode(number.toString());
    }
  }
}
