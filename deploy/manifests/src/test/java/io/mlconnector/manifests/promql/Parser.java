package io.mlconnector.manifests.promql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads PromQL; what it does not know is an error.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">PromQL</a>
 */
public final class Parser {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<duration>\\d+[smhd])(?!\\w)|(?<number>\\d+(?:\\.\\d+)?)|(?<word>[a-zA-Z_:][\\w:]*)"
              + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<mark>=~|!~|!=|==|>=|<=|[-+*/<>=(){}\\[\\],]))");

  /** From the loosest to the tightest. */
  private static final List<Set<String>> OPERATORS =
      List.of(
          Set.of("or"),
          Set.of("and", "unless"),
          Set.of("==", "!=", ">", "<", ">=", "<="),
          Set.of("+", "-"),
          Set.of("*", "/"));

  private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "count");
  private static final Set<String> FUNCTIONS =
      Set.of("rate", "increase", "max_over_time", "vector", "time", "histogram_quantile");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  private Parser(String text) {
    this.text = text;
    Matcher token = TOKEN.matcher(text.strip());
    int end = 0;
    while (end < text.strip().length()) {
      if (!token.find(end) || token.start() != end) {
        throw new IllegalArgumentException("Not PromQL at " + end + ": " + text);
      }
      tokens.add(token.group().strip());
      end = token.end();
    }
  }

  public static Expr parse(String text) {
    Parser parser = new Parser(text);
    Expr expression = parser.binary(0);
    if (parser.next < parser.tokens.size()) {
      throw parser.unexpected();
    }
    return expression;
  }

  private Expr binary(int level) {
    if (level == OPERATORS.size()) {
      return unary();
    }
    Expr left = binary(level + 1);
    while (OPERATORS.get(level).contains(peek())) {
      String operator = take();
      List<String> on = List.of();
      if (peek().equals("on") && Set.of("and", "unless").contains(operator)) {
        take();
        on = labels();
      }
      left = new Expr.Binary(operator, left, binary(level + 1), on);
    }
    return left;
  }

  private Expr unary() {
    if (peek().equals("(")) {
      take();
      Expr inner = binary(0);
      expect(")");
      return inner;
    }
    if (Character.isDigit(peek().charAt(0))) {
      return new Expr.Number(Double.parseDouble(take()));
    }
    String word = word();
    if (AGGREGATIONS.contains(word)) {
      return aggregation(word);
    }
    if (peek().equals("(")) {
      if (!FUNCTIONS.contains(word)) {
        throw new IllegalArgumentException("No such function here: " + word);
      }
      return new Expr.Call(word, arguments());
    }
    return selector(word);
  }

  private Expr aggregation(String operator) {
    List<String> by = new ArrayList<>();
    if (peek().equals("by")) {
      take();
      by.addAll(labels());
    }
    List<Expr> arguments = arguments();
    if (arguments.size() != 1) {
      throw unexpected();
    }
    return new Expr.Aggregation(operator, by, arguments.get(0));
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    expect("(");
    while (!peek().equals(")")) {
      labels.add(word());
      if (peek().equals(",")) {
        take();
      }
    }
    expect(")");
    return labels;
  }

  private List<Expr> arguments() {
    List<Expr> arguments = new ArrayList<>();
    expect("(");
    if (peek().equals(")")) {
      take();
      return arguments;
    }
    arguments.add(binary(0));
    while (peek().equals(",")) {
      take();
      arguments.add(binary(0));
    }
    expect(")");
    return arguments;
  }

  private Expr selector(String metric) {
    List<Expr.Matcher> matchers = new ArrayList<>();
    if (peek().equals("{")) {
      take();
      while (!peek().equals("}")) {
        String label = word();
        String operator = take();
        if (!Set.of("=", "!=", "=~", "!~").contains(operator) || !peek().startsWith("\"")) {
          throw unexpected();
        }
        String value = take();
        matchers.add(new Expr.Matcher(label, operator, value.substring(1, value.length() - 1)));
        if (peek().equals(",")) {
          take();
        }
      }
      expect("}");
    }
    Optional<Duration> range = Optional.empty();
    if (peek().equals("[")) {
      take();
      range = Optional.of(duration(take()));
      expect("]");
    }
    Duration offset = Duration.ZERO;
    if (peek().equals("offset")) {
      take();
      offset = duration(take());
    }
    return new Expr.Selector(metric, matchers, range, offset);
  }

  /** Such as {@code 90s}, {@code 15m}, {@code 2h} or {@code 1d}. */
  public static Duration duration(String text) {
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      case 'd' -> Duration.ofDays(count);
      default -> throw new IllegalArgumentException("No duration: " + text);
    };
  }

  private String word() {
    if (!peek().matches("[a-zA-Z_:][\\w:]*")) {
      throw unexpected();
    }
    return take();
  }

  private void expect(String token) {
    if (!take().equals(token)) {
      next--;
      throw unexpected();
    }
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : " ";
  }

  private String take() {
    if (next >= tokens.size()) {
      throw unexpected();
    }
    return tokens.get(next++);
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("Unexpected '%s' in: %s".formatted(peek(), text));
  }
}
