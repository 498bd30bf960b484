package io.mlconnector.mapping.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a write would send, as far as it can be told before it is made: only differences, and of
 * form alone none. The adapter decides again when it writes.
 */
final class Differences {

  private Differences() {}

  /** The values that a delivery asks for, linked records' keys filled in where they are known. */
  static Map<String, JsonNode> values(Delivery delivery, Map<String, String> keys) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (FieldWrite field : delivery.fields()) {
      values.put(field.path(), value(field, keys));
    }
    return values;
  }

  /**
   * @param current what the target shows; null where there is no record
   */
  static Map<String, JsonNode> of(
      Delivery delivery, Map<String, String> keys, Map<String, JsonNode> current) {
    Map<String, JsonNode> changes = new LinkedHashMap<>();
    for (FieldWrite field : delivery.fields()) {
      JsonNode value = value(field, keys);
      JsonNode now = current == null ? null : current.get(field.path());
      boolean sent =
          empty(value)
              ? field.clear() && field.when() == When.ALWAYS && !empty(now)
              : current == null || (mayWrite(field, now) && !same(value, now));
      if (sent) {
        changes.put(field.path(), value);
      }
    }
    return changes;
  }

  private static JsonNode value(FieldWrite field, Map<String, String> keys) {
    if (field.linked() == null) {
      return field.value() == null ? NullNode.getInstance() : field.value();
    }
    String key = keys.get(field.linked().toString());
    return key == null ? NullNode.getInstance() : TextNode.valueOf(key);
  }

  private static boolean mayWrite(FieldWrite field, JsonNode now) {
    return field.when() == When.ALWAYS || (field.when() == When.IF_EMPTY && empty(now));
  }

  private static boolean empty(JsonNode value) {
    return value == null
        || value.isNull()
        || (value.isTextual() && value.textValue().isBlank())
        || (value.isContainerNode() && value.isEmpty());
  }

  private static boolean same(JsonNode wanted, JsonNode now) {
    if (empty(now)) {
      return empty(wanted);
    }
    if (wanted.isArray() || now.isArray()) {
      return texts(wanted).equals(texts(now));
    }
    if (wanted.isObject() || now.isObject()) {
      return wanted.equals(now);
    }
    return sameTexts(wanted.asText().strip(), now.asText().strip());
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    (value.isArray() ? value : List.of(value)).forEach(item -> texts.add(item.asText().strip()));
    texts.sort(null);
    return texts;
  }

  private static boolean sameTexts(String wanted, String now) {
    if (wanted.equals(now)) {
      return true;
    }
    try {
      return decimal(wanted).compareTo(decimal(now)) == 0;
    } catch (NumberFormatException e) {
      return sameDay(wanted, now);
    }
  }

  /** Without leading zeros, so that codes such as 007 stay texts. */
  private static BigDecimal decimal(String text) {
    if (!text.matches("-?(0|[1-9]\\d{0,40})(\\.\\d{1,40})?")) {
      throw new NumberFormatException();
    }
    return new BigDecimal(text);
  }

  /** A vendor may show a date as the midnight that it begins with. */
  private static boolean sameDay(String wanted, String now) {
    return wanted.matches("\\d{4}-\\d{2}-\\d{2}") && now.startsWith(wanted + "T00:00:00");
  }
}
