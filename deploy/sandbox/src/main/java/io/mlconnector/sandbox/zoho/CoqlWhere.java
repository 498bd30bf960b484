package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The condition of a COQL query. More than two parts must stand in brackets by pairs, as in {@code
 * ((a = 1 and b = 2) and c = 3)}; a list has at most 100 values. An empty field fulfils nothing but
 * {@code is null}.
 *
 * @see <a
 *     href="https://help.zoho.com/portal/en/community/topic/kaizen-171-faqs-on-coql-api">FAQ</a>
 */
final class CoqlWhere {

  private static final int MOST_VALUES = 100;

  private final CoqlTokens tokens;
  private final CoqlColumns columns;
  private final boolean ignoresCase;

  CoqlWhere(CoqlTokens tokens, CoqlColumns columns, boolean ignoresCase) {
    this.tokens = tokens;
    this.columns = columns;
    this.ignoresCase = ignoresCase;
  }

  Predicate<CrmRecord> parse() {
    Predicate<CrmRecord> first = part();
    if (tokens.take("and")) {
      return first.and(part());
    }
    return tokens.take("or") ? first.or(part()) : first;
  }

  private Predicate<CrmRecord> part() {
    if (tokens.take("(")) {
      Predicate<CrmRecord> inside = parse();
      tokens.expect(")");
      return inside;
    }
    CoqlTokens.Token name = tokens.next();
    CoqlColumns.Column column = columns.find(name.text());
    if (tokens.take("is")) {
      boolean not = tokens.take("not");
      tokens.expect("null");
      return record -> column.value(record).isMissingNode() != not;
    }
    boolean not = tokens.take("not");
    if (tokens.take("in")) {
      List<String> values = values(column);
      Predicate<CrmRecord> in = has(column, value -> values.stream().anyMatch(same(column, value)));
      return not ? has(column, value -> true).and(in.negate()) : in;
    }
    if (tokens.take("like")) {
      Pattern pattern = pattern(tokens.next().text());
      Predicate<CrmRecord> like =
          has(column, value -> pattern.matcher(folded(value.asText())).matches());
      return not ? has(column, value -> true).and(like.negate()) : like;
    }
    if (tokens.take("between")) {
      String low = literal(column);
      tokens.expect("and");
      String high = literal(column);
      return has(
          column, value -> compare(column, value, low) >= 0 && compare(column, value, high) <= 0);
    }
    return comparison(column);
  }

  private Predicate<CrmRecord> comparison(CoqlColumns.Column column) {
    String sign = tokens.next().text();
    String literal = literal(column);
    return switch (sign) {
      case "=" -> has(column, value -> compare(column, value, literal) == 0);
      case "!=", "<>" -> has(column, value -> compare(column, value, literal) != 0);
      case ">" -> has(column, value -> compare(column, value, literal) > 0);
      case ">=" -> has(column, value -> compare(column, value, literal) >= 0);
      case "<" -> has(column, value -> compare(column, value, literal) < 0);
      case "<=" -> has(column, value -> compare(column, value, literal) <= 0);
      default -> throw tokens.here();
    };
  }

  private static Predicate<CrmRecord> has(
      CoqlColumns.Column column, Predicate<JsonNode> condition) {
    return record -> {
      JsonNode value = column.value(record);
      return !value.isMissingNode() && condition.test(value);
    };
  }

  private Predicate<String> same(CoqlColumns.Column column, JsonNode value) {
    return literal -> compare(column, value, literal) == 0;
  }

  private List<String> values(CoqlColumns.Column column) {
    tokens.expect("(");
    List<String> values = new ArrayList<>();
    do {
      values.add(literal(column));
    } while (tokens.take(","));
    tokens.expect(")");
    if (values.size() > MOST_VALUES) {
      throw new Refusal(
          400,
          "LIMIT_EXCEEDED",
          "a list has at most " + MOST_VALUES + " values",
          SandboxJson.object().put("limit", MOST_VALUES));
    }
    return values;
  }

  private String literal(CoqlColumns.Column column) {
    CoqlTokens.Token token = tokens.next();
    if (!token.quoted() && !token.text().matches("-?[\\d.]+|true|false")) {
      throw tokens.here();
    }
    check(column, token.text());
    return token.text();
  }

  private Pattern pattern(String like) {
    StringBuilder regex = new StringBuilder();
    for (String piece : folded(like).split("(?=%)|(?<=%)")) {
      regex.append(piece.equals("%") ? ".*" : Pattern.quote(piece));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private String folded(String text) {
    return ignoresCase ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static void check(CoqlColumns.Column column, String literal) {
    try {
      switch (column.field().type()) {
        case DATETIME -> OffsetDateTime.parse(literal);
        case INTEGER, BIGINT, DOUBLE, CURRENCY, LOOKUP, OWNERLOOKUP -> new BigDecimal(literal);
        default -> {}
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new Refusal(
          400,
          "INVALID_QUERY",
          "invalid query formed",
          SandboxJson.object()
              .put("column_name", column.name())
              .put("reason", "value given seems to be invalid for the column"));
    }
  }

  private int compare(CoqlColumns.Column column, JsonNode value, String literal) {
    return switch (column.field().type()) {
      case DATETIME ->
          Instant.parse(value.asText()).compareTo(OffsetDateTime.parse(literal).toInstant());
      case INTEGER, BIGINT, DOUBLE, CURRENCY, LOOKUP, OWNERLOOKUP ->
          new BigDecimal(value.asText()).compareTo(new BigDecimal(literal));
      default -> folded(value.asText()).compareTo(folded(literal));
    };
  }
}
