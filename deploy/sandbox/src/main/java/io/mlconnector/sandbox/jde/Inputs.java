package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The inputs that a call gave, in either form, checked against the orchestration (sheet 3.5). */
final class Inputs {

  static final String QUEUE = "jde__jobQueue";
  private static final String LIST = "inputs";
  private static final Set<String> OF_THE_CALL = Set.of("token", "deviceName", QUEUE);

  private final Orchestration orchestration;
  private final Map<String, JsonNode> given;

  private Inputs(Orchestration orchestration, Map<String, JsonNode> given) {
    this.orchestration = orchestration;
    this.given = given;
  }

  /** Throws a {@link Refusal} for a form that is none, {@link Failed} for a wrong input. */
  static Inputs read(Orchestration orchestration, ObjectNode body) {
    Map<String, JsonNode> given = new LinkedHashMap<>();
    if (body.has(LIST)) {
      body.fieldNames()
          .forEachRemaining(
              name ->
                  RequestReader.require(
                      name.equals(LIST) || OF_THE_CALL.contains(name), name + " beside inputs"));
      for (JsonNode each : body.path(LIST)) {
        RequestReader.require(
            each.path("name").isTextual() && each.has("value"), "inputs[] without name and value");
        given.put(each.path("name").asText(), each.path("value"));
      }
    } else {
      body.fields().forEachRemaining(field -> given.put(field.getKey(), field.getValue()));
      given.keySet().removeAll(OF_THE_CALL);
    }
    for (Map.Entry<String, JsonNode> each : given.entrySet()) {
      RequestReader.require(
          each.getValue().isValueNode(), "input " + each.getKey() + " is no single value");
      RequestReader.require(
          orchestration.input(each.getKey()).isPresent(),
          orchestration.name() + " has no input " + each.getKey());
    }
    Inputs inputs = new Inputs(orchestration, given);
    for (Input input : orchestration.inputs()) {
      if (input.required() && inputs.text(input.name()).isBlank()) {
        throw new Failed(input.name(), "Required input is missing: " + input.name());
      }
    }
    return inputs;
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  /** The input's text, empty where none was given. */
  String text(String name) {
    JsonNode value = given.get(name);
    return value == null || value.isNull() ? "" : value.asText();
  }

  long number(String name) {
    String text = text(name).strip();
    if (!text.matches("\\d{1,9}")) {
      throw new Failed(name, "Invalid numeric value for " + name);
    }
    return Long.parseLong(text);
  }

  /** A day, given as epoch milliseconds in text; null where none was given. */
  LocalDate day(String name) {
    if (text(name).isBlank()) {
      return null;
    }
    try {
      return Instant.ofEpochMilli(Long.parseLong(text(name))).atZone(ZoneOffset.UTC).toLocalDate();
    } catch (NumberFormatException | DateTimeException e) {
      throw new Failed(name, "Invalid date for " + name);
    }
  }

  /** What was given for columns of a table, blank ones as null. */
  Map<String, Object> values(TableType table) {
    return values(table, null);
  }

  /** What was given for the customer row of a company by inputs of its own, by company. */
  Map<String, Map<String, Object>> ofCompanies() {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Input input : orchestration.inputs()) {
      if (input.company() != null && has(input.name())) {
        all.computeIfAbsent(input.company(), company -> values(input.table(), company));
      }
    }
    return all;
  }

  private Map<String, Object> values(TableType table, String company) {
    Map<String, Object> values = new HashMap<>();
    for (Input input : orchestration.inputs()) {
      if (input.table() == table
          && Objects.equals(input.company(), company)
          && has(input.name())
          && !isAddress(input.name())) {
        values.put(input.alias(), value(input));
      }
    }
    return values;
  }

  /** The value of one input, null where it is blank. */
  Object value(String name) {
    return orchestration.input(name).map(this::value).orElse(null);
  }

  private Object value(Input input) {
    String text = text(input.name());
    if (input.codes() != null
        && !text.isBlank()
        && !Codes.of(input.codes()).contains(text.strip())) {
      throw new Failed(input.name(), "Value " + text + " is not in the code list " + input.codes());
    }
    try {
      return Values.read(input.column(), given.getOrDefault(input.name(), nothing()));
    } catch (IllegalArgumentException e) {
      throw new Failed(input.name(), "Invalid value for " + input.name() + ": " + e.getMessage());
    }
  }

  private static JsonNode nothing() {
    return com.fasterxml.jackson.databind.node.NullNode.getInstance();
  }

  private static boolean isAddress(String name) {
    return name.equals(Catalog.EMAIL) || name.equals(Catalog.WEBSITE);
  }
}
