package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** One row of a record: values by field name, in order; an empty field is not there. */
final class Row {

  private final Map<String, Object> values = new LinkedHashMap<>();

  static Row of(Object... fieldsAndValues) {
    Row row = new Row();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      row.set((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return row;
  }

  static Row of(JsonNode json) {
    Row row = new Row();
    json.fields()
        .forEachRemaining(e -> row.set(e.getKey(), Columns.read(e.getKey(), e.getValue())));
    return row;
  }

  Row copy() {
    Row row = new Row();
    row.values.putAll(values);
    return row;
  }

  Row set(String field, Object value) {
    if (value == null || value.equals("")) {
      values.remove(field);
    } else {
      values.put(field, value);
    }
    return this;
  }

  Row setAll(Row other) {
    values.putAll(other.values);
    return this;
  }

  Map<String, Object> values() {
    return values;
  }

  Object get(String field) {
    return values.get(field);
  }

  String text(String field) {
    return Columns.text(values.get(field));
  }

  int number(String field) {
    return values.get(field) instanceof Integer number ? number : 0;
  }

  LocalDate date(String field) {
    return (LocalDate) values.get(field);
  }

  LocalDateTime stamp(String field) {
    return (LocalDateTime) values.get(field);
  }

  ObjectNode json() {
    ObjectNode json = SandboxJson.object();
    values.forEach(
        (field, value) -> {
          if (value instanceof Integer number) {
            json.put(field, number);
          } else if (value instanceof BigDecimal number) {
            json.put(field, number);
          } else {
            json.put(field, Columns.text(value));
          }
        });
    return json;
  }
}
