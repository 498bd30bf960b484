package io.mlconnector.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between JSON trees and the plain objects that expressions work on. */
public final class Values {

  private Values() {}

  /** A record as maps, lists, texts, numbers and booleans; null members are left out. */
  public static Object plain(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties()
            .forEach(
                member -> {
                  if (!member.getValue().isNull()) {
                    map.put(member.getKey(), plain(member.getValue()));
                  }
                });
        return map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(item -> list.add(plain(item)));
        return list;
      }
      case NUMBER -> {
        return node.isIntegralNumber() && node.canConvertToLong()
            ? (Object) node.longValue()
            : node.doubleValue();
      }
      case BOOLEAN -> {
        return node.booleanValue();
      }
      case NULL, MISSING -> {
        return null;
      }
      default -> {
        return node.asText();
      }
    }
  }

  /**
   * A result as JSON.
   *
   * @throws NoJson where it holds a function or another thing that is no JSON
   */
  static JsonNode json(Object value) {
    if (value == null || value == Jsonata.NULL_VALUE) {
      return NullNode.getInstance();
    }
    if (value instanceof String text) {
      return TextNode.valueOf(text);
    }
    if (value instanceof Boolean truth) {
      return BooleanNode.valueOf(truth);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
      list.forEach(item -> array.add(json(item)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      map.forEach((key, member) -> object.set(String.valueOf(key), json(member)));
      return object;
    }
    throw new NoJson(
        value instanceof LinkTo
            ? "$linked must be the whole value of a field"
            : "gives a function, not a value");
  }

  private static JsonNode number(Number number) {
    if (number instanceof BigDecimal decimal) {
      return DecimalNode.valueOf(decimal);
    }
    double value = number.doubleValue();
    if (number instanceof Double && (value != Math.rint(value) || Math.abs(value) > 1e15)) {
      return DoubleNode.valueOf(value);
    }
    return LongNode.valueOf(number.longValue());
  }
}
