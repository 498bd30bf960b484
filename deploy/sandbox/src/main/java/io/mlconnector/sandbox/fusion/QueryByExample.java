package io.mlconnector.sandbox.fusion;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The q of framework 1: terms separated by semicolons, all of which must hold.
 *
 * <p>It knows no {@code and}: such text becomes part of a value, fits no row and gives an empty
 * page without a word, which is the vendor's well-known trap.
 */
final class QueryByExample {

  private static final Pattern TERM =
      Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*(>=|<=|<>|!=|=|>|<)(.*)", Pattern.DOTALL);

  private QueryByExample() {}

  static Condition parse(String q, Attributes attributes) {
    Condition all = Condition.ANY;
    for (String term : q.split(";")) {
      if (!term.isBlank()) {
        all = all.and(term(term, attributes));
      }
    }
    return all;
  }

  private static Condition term(String term, Attributes attributes) {
    Matcher parts = TERM.matcher(term);
    if (!parts.matches()) {
      throw Refusal.badRequest("q: \"" + term.strip() + "\" is not attribute, operator and value");
    }
    Attribute attribute = attributes.queryable(parts.group(1));
    String value = unquoted(parts.group(3).strip());
    if (parts.group(2).equals("=") && attribute.type() == AttributeType.STRING) {
      return Comparison.like(attribute, value);
    }
    try {
      Object literal = Values.parse(attribute.type(), value);
      return Comparison.of(attribute, parts.group(2), literal);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return Condition.NONE;
    }
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '\'' || value.charAt(0) == '"')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
