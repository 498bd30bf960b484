package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client sent for one record, read but not yet applied. */
public final class Draft {

  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Map<String, JsonNode> custom = new LinkedHashMap<>();
  private final List<String> ignored = new ArrayList<>();
  private final Violations violations = new Violations();

  void put(String name, JsonNode value) {
    values.put(name, value);
  }

  void putCustom(String key, JsonNode value) {
    custom.put(key, value);
  }

  void ignore(String name) {
    ignored.add(name);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  JsonNode take(String name) {
    return values.remove(name);
  }

  /** The text of an attribute that was sent and is not null. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(v -> !v.isNull()).map(JsonNode::asText);
  }

  Optional<Long> id(String name) {
    return Optional.ofNullable(values.get(name)).filter(v -> !v.isNull()).map(JsonNode::asLong);
  }

  boolean flag(String name) {
    return values.containsKey(name) && values.get(name).asBoolean();
  }

  Violations violations() {
    return violations;
  }

  /** The names that the vendor ignores and tells in {@code x-zendesk-api-warn}. */
  public List<String> ignored() {
    return ignored;
  }

  /** Puts the values into a record; true when that changed anything. */
  boolean applyTo(Entity entity) {
    boolean changed = false;
    for (Map.Entry<String, JsonNode> value : values.entrySet()) {
      changed |= differs(entity.values.put(value.getKey(), value.getValue()), value.getValue());
    }
    for (Map.Entry<String, JsonNode> value : custom.entrySet()) {
      changed |= differs(entity.custom.put(value.getKey(), value.getValue()), value.getValue());
    }
    return changed;
  }

  /** Numbers are compared by value: a saved one comes back as another type of node. */
  private static boolean differs(JsonNode before, JsonNode after) {
    if (before != null && before.isNumber() && after.isNumber()) {
      return before.decimalValue().compareTo(after.decimalValue()) != 0;
    }
    return !after.equals(before);
  }
}
