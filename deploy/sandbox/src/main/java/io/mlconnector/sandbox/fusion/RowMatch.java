package io.mlconnector.sandbox.fusion;

import io.mlconnector.sandbox.fusion.FusionSettings.DateLiterals;
import io.mlconnector.sandbox.fusion.RowMatchTokens.Kind;
import io.mlconnector.sandbox.fusion.RowMatchTokens.Token;
import java.time.DateTimeException;

/**
 * The q of framework 2 and later: {@code and}, {@code or}, {@code not}, comparison, {@code like},
 * {@code in}, {@code between} and {@code is null} over quoted literals. Anything else is a 400, the
 * semicolons of framework 1 included.
 */
final class RowMatch {

  private final RowMatchTokens tokens;
  private final Attributes attributes;

  private RowMatch(String q, Attributes attributes) {
    this.tokens = new RowMatchTokens(q);
    this.attributes = attributes;
  }

  static Condition parse(String q, Attributes attributes) {
    RowMatch parser = new RowMatch(q, attributes);
    Condition condition = parser.alternatives();
    if (!parser.tokens.ended()) {
      throw Refusal.badRequest("q: \"" + parser.tokens.take().text() + "\" is not expected there");
    }
    return condition;
  }

  private Condition alternatives() {
    Condition condition = conjunction();
    while (tokens.takeIf("or")) {
      condition = condition.or(conjunction());
    }
    return condition;
  }

  private Condition conjunction() {
    Condition condition = term();
    while (tokens.takeIf("and")) {
      condition = condition.and(term());
    }
    return condition;
  }

  private Condition term() {
    if (tokens.takeIf("not")) {
      return term().not();
    }
    if (tokens.takeIf("(")) {
      Condition inner = alternatives();
      tokens.expect(")");
      return inner;
    }
    Token name = tokens.take();
    if (name.kind() != Kind.WORD) {
      throw Refusal.badRequest("q: an attribute is expected where " + name.text() + " stands");
    }
    return predicate(attributes.queryable(name.text()));
  }

  private Condition predicate(Attribute attribute) {
    if (tokens.takeIf("is")) {
      boolean not = tokens.takeIf("not");
      tokens.expect("null");
      Condition empty = Comparison.isNull(attribute);
      return not ? empty.not() : empty;
    }
    if (tokens.takeIf("not")) {
      return positive(attribute).not();
    }
    return positive(attribute);
  }

  private Condition positive(Attribute attribute) {
    if (tokens.takeIf("like")) {
      return like(attribute);
    }
    if (tokens.takeIf("in")) {
      return oneOf(attribute);
    }
    if (tokens.takeIf("between")) {
      Condition lower = Comparison.of(attribute, ">=", literal(attribute));
      tokens.expect("and");
      return lower.and(Comparison.of(attribute, "<=", literal(attribute)));
    }
    Token operator = tokens.take();
    if (operator.kind() != Kind.SIGN) {
      throw Refusal.badRequest("q: an operator is expected after " + attribute.name());
    }
    return Comparison.of(attribute, operator.text(), literal(attribute));
  }

  private Condition like(Attribute attribute) {
    Object pattern = literal(attribute);
    if (!(pattern instanceof String text)) {
      throw Refusal.badRequest(
          "q: like needs a text attribute, which " + attribute.name() + " is not");
    }
    return Comparison.like(attribute, text);
  }

  private Condition oneOf(Attribute attribute) {
    tokens.expect("(");
    Condition any = Comparison.of(attribute, "=", literal(attribute));
    while (tokens.takeIf(",")) {
      any = any.or(Comparison.of(attribute, "=", literal(attribute)));
    }
    tokens.expect(")");
    return any;
  }

  private Object literal(Attribute attribute) {
    Token token = tokens.take();
    boolean quoted = token.kind() == Kind.TEXT;
    if (!quoted && token.kind() != Kind.WORD) {
      throw Refusal.badRequest("q: a value is expected where " + token.text() + " stands");
    }
    if (!quotingFits(attribute.type(), quoted)) {
      String wanted = quoted ? "without quotes" : "in quotes";
      throw Refusal.badRequest(
          "q: the value of " + attribute.name() + " must stand " + wanted + ": " + token.text());
    }
    try {
      return Values.parse(attribute.type(), token.text());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Refusal.badRequest(
          "q: "
              + token.text()
              + " is no "
              + attribute.type().described
              + " for "
              + attribute.name());
    }
  }

  private boolean quotingFits(AttributeType type, boolean quoted) {
    DateLiterals dates = attributes.settings().dateLiterals();
    return switch (type) {
      case STRING -> quoted;
      case TIMESTAMP -> dates == DateLiterals.EITHER || quoted == (dates == DateLiterals.QUOTED);
      default -> true;
    };
  }
}
