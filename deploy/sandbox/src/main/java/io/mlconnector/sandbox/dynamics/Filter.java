package io.mlconnector.sandbox.dynamics;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads {@code $filter}: eq ne gt ge lt le, and or not, parentheses (sheet 1.2). {@code in}, {@code
 * has} and every function are refused, as the vendor does not support them; "contains" is a text
 * equality with {@code *}. Arithmetic, which the vendor has, is not played and refused too.
 */
final class Filter {

  private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
  private static final Set<String> EQUALITY = Set.of("eq", "ne");

  private final FilterTokens tokens;
  private final EntityType type;
  private final DynamicsSettings settings;

  private Filter(String text, EntityType type, DynamicsSettings settings) {
    this.tokens = new FilterTokens(text);
    this.type = type;
    this.settings = settings;
  }

  static Predicate<Entry> parse(String text, EntityType type, DynamicsSettings settings) {
    Filter filter = new Filter(text, type, settings);
    Predicate<Entry> whole = filter.either();
    filter.tokens.end();
    return whole;
  }

  private Predicate<Entry> either() {
    Predicate<Entry> found = both();
    while (tokens.took("or")) {
      found = found.or(both());
    }
    return found;
  }

  private Predicate<Entry> both() {
    Predicate<Entry> found = single();
    while (tokens.took("and")) {
      found = found.and(single());
    }
    return found;
  }

  private Predicate<Entry> single() {
    if (tokens.took("not")) {
      return single().negate();
    }
    if (tokens.took("(")) {
      Predicate<Entry> inner = either();
      if (!tokens.took(")")) {
        throw Refusal.badQuery("')' or operator expected.");
      }
      return inner;
    }
    return comparison();
  }

  private Predicate<Entry> comparison() {
    String left = tokens.take();
    if (tokens.is("(")) {
      throw Refusal.badQuery("The function '" + left + "' is not supported.");
    }
    Property property = type.known(left);
    String operator = tokens.take();
    if (!OPERATORS.contains(operator)) {
      throw Refusal.badQuery("The operator '" + operator + "' is not supported.");
    }
    Literal literal = literal(property, operator, tokens.take());
    return compared(property, operator, literal.value());
  }

  private Literal literal(Property property, String operator, String token) {
    Literal literal = Literal.of(token);
    if (literal == null) {
      throw Refusal.badQuery("'" + token + "' is no literal that can be compared.");
    }
    boolean ordering = !EQUALITY.contains(operator);
    boolean refused =
        ordering && property.kind() == PropertyKind.ENUM
            || ordering && property.kind() == PropertyKind.TEXT && !settings.textsAreOrdered();
    if (!literal.fits(property) || refused) {
      throw Refusal.badQuery(
          "A binary operator with incompatible types was detected. Found operand types '%s' and"
                  .formatted(kindName(property))
              + " '%s' for operator kind '%s'.".formatted(literal.kindName(), operator));
    }
    return literal.kind() == PropertyKind.ENUM ? member(property, literal) : literal;
  }

  private static String kindName(Property property) {
    return property.options() == null ? property.kind().wireName() : property.options().qualified();
  }

  private static Literal member(Property property, Literal literal) {
    EnumType options = property.options();
    if (!literal.typeName().equals(options.qualified())
        || !options.members().contains(literal.value())) {
      throw Refusal.badQuery(
          "The string '%s' is not a valid enumeration type constant of '%s'."
              .formatted(literal.value(), options.qualified()));
    }
    return literal;
  }

  private Predicate<Entry> compared(Property property, String operator, Object value) {
    Ordered order = new Ordered(settings.caseMatters());
    if (operator.equals("eq") && value instanceof String text && text.contains("*")) {
      Pattern pattern = wildcard(text);
      return entry -> pattern.matcher(String.valueOf(entry.value(property))).matches();
    }
    return switch (operator) {
      case "eq" -> entry -> order.compare(entry.value(property), value) == 0;
      case "ne" -> entry -> order.compare(entry.value(property), value) != 0;
      case "gt" -> entry -> order.compare(entry.value(property), value) > 0;
      case "ge" -> entry -> order.compare(entry.value(property), value) >= 0;
      case "lt" -> entry -> order.compare(entry.value(property), value) < 0;
      case "le" -> entry -> order.compare(entry.value(property), value) <= 0;
      default -> throw new IllegalStateException(operator.toUpperCase(Locale.ROOT));
    };
  }

  private Pattern wildcard(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("((?<=[*])|(?=[*]))")) {
      regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return Pattern.compile(regex.toString(), Pattern.DOTALL | (settings.caseMatters() ? 0 : flags));
  }
}
