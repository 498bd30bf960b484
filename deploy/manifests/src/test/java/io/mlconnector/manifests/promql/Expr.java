package io.mlconnector.manifests.promql;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PromQL expression, as far as our rules, dashboards and scalers go. */
public sealed interface Expr {

  record Number(double value) implements Expr {}

  /**
   * @param range empty for an instant selector
   */
  record Selector(String metric, List<Matcher> matchers, Optional<Duration> range, Duration offset)
      implements Expr {

    /** Whether it asks for series with these labels. */
    public boolean fits(Map<String, String> labels) {
      return matchers.stream()
          .allMatch(matcher -> matcher.fits(labels.getOrDefault(matcher.label(), "")));
    }
  }

  record Call(String function, List<Expr> arguments) implements Expr {}

  record Aggregation(String operator, List<String> by, Expr of) implements Expr {}

  /**
   * @param on the only labels by which both sides meet; empty for all
   */
  record Binary(String operator, Expr left, Expr right, List<String> on) implements Expr {}

  /** A condition on a label. */
  record Matcher(String label, String operator, String value) {

    boolean fits(String actual) {
      return switch (operator) {
        case "=" -> actual.equals(value);
        case "!=" -> !actual.equals(value);
        case "=~" -> actual.matches(value);
        default -> !actual.matches(value);
      };
    }
  }

  /** The selectors in it. */
  default List<Selector> selectors() {
    if (this instanceof Selector selector) {
      return List.of(selector);
    }
    return parts().stream().flatMap(part -> part.selectors().stream()).toList();
  }

  private List<Expr> parts() {
    if (this instanceof Call call) {
      return call.arguments();
    }
    if (this instanceof Aggregation aggregation) {
      return List.of(aggregation.of());
    }
    return this instanceof Binary binary ? List.of(binary.left(), binary.right()) : List.of();
  }
}
