package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The criteria of a search: {@code ((Email:equals:a@b.example)or(Phone:starts_with:+44))}, at most
 * 15 conditions; a backslash stands before brackets and commas of a value.
 */
final class Criteria {

  private static final int MOST = 15;

  private final CrmModule module;
  private final String text;
  private int at;
  private int conditions;

  Criteria(CrmModule module, String text) {
    this.module = module;
    this.text = text.strip();
  }

  Predicate<CrmRecord> parse() {
    Predicate<CrmRecord> all = several();
    if (at < text.length()) {
      throw wrong();
    }
    return all;
  }

  private Predicate<CrmRecord> several() {
    Predicate<CrmRecord> left = one();
    while (at < text.length() && text.charAt(at) != ')') {
      if (word("and")) {
        left = left.and(one());
      } else if (word("or")) {
        left = left.or(one());
      } else {
        throw wrong();
      }
    }
    return left;
  }

  private boolean word(String word) {
    boolean there = text.regionMatches(true, at, word, 0, word.length());
    if (there) {
      at += word.length();
    }
    return there;
  }

  private Predicate<CrmRecord> one() {
    if (at >= text.length() || text.charAt(at) != '(') {
      throw wrong();
    }
    at++;
    Predicate<CrmRecord> inside =
        at < text.length() && text.charAt(at) == '(' ? several() : condition();
    if (at >= text.length() || text.charAt(at) != ')') {
      throw wrong();
    }
    at++;
    return inside;
  }

  private Predicate<CrmRecord> condition() {
    if (++conditions > MOST) {
      throw new Refusal(
          400,
          "LIMIT_EXCEEDED",
          "at most " + MOST + " conditions",
          SandboxJson.object().put("param_name", "criteria").put("limit", MOST));
    }
    String name = until(':');
    String operator = until(':');
    List<String> values = values();
    Field field = module.field(name).orElse(null);
    if (field == null && !name.equals("id")) {
      throw new Refusal(
          400,
          "INVALID_QUERY",
          "Invalid query formed",
          SandboxJson.object().put("reason", "the field is not available").put("api_name", name));
    }
    return record -> holds(record.value(name), operator, values);
  }

  private boolean holds(JsonNode value, String operator, List<String> wanted) {
    if (value.isMissingNode()) {
      return false;
    }
    String has = value.asText().toLowerCase(Locale.ROOT);
    return switch (operator) {
      case "equals" -> has.equals(wanted.get(0));
      case "not_equal" -> !has.equals(wanted.get(0));
      case "starts_with" -> has.startsWith(wanted.get(0));
      case "in" -> wanted.contains(has);
      default -> throw wrong();
    };
  }

  private String until(char end) {
    int to = text.indexOf(end, at);
    if (to < 0) {
      throw wrong();
    }
    String part = text.substring(at, to);
    at = to + 1;
    return part;
  }

  private List<String> values() {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != '(') {
      char next = text.charAt(at++);
      if (next == '\\' && at < text.length()) {
        value.append(text.charAt(at++));
      } else if (next == ',') {
        values.add(value.toString().toLowerCase(Locale.ROOT));
        value.setLength(0);
      } else {
        value.append(next);
      }
    }
    values.add(value.toString().toLowerCase(Locale.ROOT));
    return values;
  }

  private Refusal wrong() {
    return new Refusal(
        400,
        "INVALID_QUERY",
        "Invalid query formed",
        SandboxJson.object().put("param_name", "criteria").put("position", at));
  }
}
