package io.mlconnector.sandbox.peoplesoft;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a call to ExecuteQuery asks for (sheet 2.2), read from the raw query, because the commas of
 * the prompt lists stand unencoded; one that is encoded is part of a value, and no value takes it.
 */
record QueryCall(
    String owner,
    String query,
    String resultType,
    int maxRows,
    boolean json,
    Map<String, String> prompts,
    List<String> filterFields) {

  static final Set<String> TYPES = Set.of("JSON", "XMLP", "WEBROWSET", "HTML", "EXCEL");
  private static final String NAMES = "prompt_uniquepromptname";
  private static final String VALUES = "prompt_fieldvalue";
  private static final Set<String> PARAMETERS =
      Set.of("isconnectedquery", "maxrows", NAMES, VALUES, "json_resp", "filterfields");

  /** Reads it; throws a {@link Refusal} that names what is wrong. */
  static QueryCall of(String owner, String query, String type, String format, String rawQuery) {
    if (!Set.of("PUBLIC", "PRIVATE").contains(owner)) {
      throw Refusal.query("Invalid owner type " + owner);
    }
    if (!TYPES.contains(type)) {
      throw Refusal.query("Invalid output result type " + type);
    }
    if (!"NONFILE".equals(format)) {
      throw Refusal.query("Invalid output result format " + format + " for a synchronous call");
    }
    Map<String, String> raw = parameters(rawQuery);
    if (!"N".equals(raw.getOrDefault("isconnectedquery", "N"))) {
      throw Refusal.query("Query " + query + " is not a connected query");
    }
    return new QueryCall(
        owner,
        query,
        type,
        maxRows(raw.get("maxrows")),
        "true".equals(raw.get("json_resp")),
        prompts(list(raw.get(NAMES)), list(raw.get(VALUES))),
        list(raw.get("filterfields")));
  }

  private static Map<String, String> parameters(String rawQuery) {
    Map<String, String> raw = new HashMap<>();
    if (rawQuery == null || rawQuery.isEmpty()) {
      return raw;
    }
    for (String pair : rawQuery.split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!PARAMETERS.contains(name)) {
        throw Refusal.query("Unknown parameter " + name);
      }
      if (raw.put(name, equals < 0 ? "" : pair.substring(equals + 1)) != null) {
        throw Refusal.query("Parameter " + name + " comes twice");
      }
    }
    return raw;
  }

  private static int maxRows(String text) {
    if (text == null || !text.matches("\\d{1,9}")) {
      throw Refusal.query("Missing or invalid maxrows");
    }
    return Integer.parseInt(text);
  }

  /** The parts between commas; a comma at the end is followed by an empty part. */
  private static List<String> list(String raw) {
    List<String> parts = new ArrayList<>();
    if (raw != null && !raw.isEmpty()) {
      for (String part : raw.split(",", -1)) {
        String value = decoded(part);
        if (value.indexOf(',') >= 0) {
          throw Refusal.query("Invalid value \"" + value + "\"");
        }
        parts.add(value);
      }
    }
    return parts;
  }

  private static Map<String, String> prompts(List<String> names, List<String> values) {
    boolean oneEmpty = names.size() == 1 && values.isEmpty();
    if (names.size() != values.size() && !oneEmpty) {
      throw Refusal.query(
          "There are " + names.size() + " prompt names and " + values.size() + " values");
    }
    Map<String, String> prompts = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (prompts.put(names.get(i), oneEmpty ? "" : values.get(i)) != null) {
        throw Refusal.query("Prompt " + names.get(i) + " comes twice");
      }
    }
    return prompts;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.query("Malformed parameter " + text);
    }
  }
}
