package io.mlconnector.platform.vendor.client;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Says texts in addresses, headers and forms with U+FFFD in the place of half a pair of surrogates,
 * which UTF-8 cannot say: the framework reads beyond the end of a text that ends with one, and one
 * such name in a vendor's row would keep its whole page from being read.
 */
final class WholeCharacters implements ParamConverterProvider {

  private static final char REPLACED = '\ufffd';

  @Override
  public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
    return type == String.class ? new Texts<>(type) : null;
  }

  private record Texts<T>(Class<T> type) implements ParamConverter<T> {

    @Override
    public T fromString(String value) {
      return type.cast(value);
    }

    @Override
    public String toString(T value) {
      return value == null ? null : whole(value.toString());
    }
  }

  /** The text, with every half of a pair replaced. */
  static String whole(String text) {
    StringBuilder whole = null;
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      if (!Character.isSurrogate(one)) {
        continue;
      }
      if (at + 1 < text.length() && Character.isSurrogatePair(one, text.charAt(at + 1))) {
        at++;
        continue;
      }
      whole = whole == null ? new StringBuilder(text) : whole;
      whole.setCharAt(at, REPLACED);
    }
    return whole == null ? text : whole.toString();
  }
}
