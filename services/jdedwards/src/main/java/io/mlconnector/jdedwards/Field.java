package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One field of a target object: how it is read, and which input of an orchestration takes it unless
 * the settings name another.
 *
 * @param <T> what it is read from
 * @param longest in characters; null for no limit
 */
record Field<T>(
    String path,
    Type type,
    boolean required,
    Integer longest,
    String input,
    Function<T, Object> reading) {

  static <T> Field<T> text(String path, int longest, String input, Function<T, Object> reading) {
    return new Field<>(path, Type.TEXT, false, longest, input, reading);
  }

  static <T> Field<T> amount(String path, String input, Function<T, Object> reading) {
    return new Field<>(path, Type.DECIMAL, false, null, input, reading);
  }

  Field<T> needed() {
    return new Field<>(path, type, true, longest, input, reading);
  }

  /** The value that is there; null as such. */
  JsonNode current(T from) {
    Object value = reading.apply(from);
    if (value == null) {
      return NullNode.instance;
    }
    return value instanceof BigDecimal number
        ? DecimalNode.valueOf(number)
        : TextNode.valueOf(value.toString());
  }

  /**
   * As routes see it.
   *
   * @param taken the inputs that the orchestrations have; null where that is not known
   */
  FieldSchema schema(Map<String, String> inputs, Set<String> taken) {
    boolean writable = taken == null || taken.contains(input(inputs));
    return new FieldSchema(path, type, writable, required, longest, List.of(), false);
  }

  String input(Map<String, String> inputs) {
    return inputs.getOrDefault(path, input);
  }
}
