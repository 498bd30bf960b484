package io.mlconnector.manifests.promql;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** Evaluates an expression over series, at a minute. Compared by hand with promtool. */
public final class Evaluator {

  private static final Map<String, DoubleBinaryOperator> ARITHMETIC =
      Map.of(
          "+", Double::sum,
          "-", (a, b) -> a - b,
          "*", (a, b) -> a * b,
          "/", (a, b) -> a / b);

  private final List<Series> series;
  private final int minute;

  public Evaluator(List<Series> series, int minute) {
    this.series = series;
    this.minute = minute;
  }

  /** Values by labels. */
  public Map<Map<String, String>, Double> vector(Expr expression) {
    if (expression instanceof Expr.Selector selector) {
      return instant(selector);
    }
    if (expression instanceof Expr.Aggregation aggregation) {
      return aggregate(aggregation);
    }
    if (expression instanceof Expr.Call call) {
      return call(call);
    }
    if (expression instanceof Expr.Binary binary) {
      return binary(binary);
    }
    throw new IllegalArgumentException("Not a vector: " + expression);
  }

  private Map<Map<String, String>, Double> instant(Expr.Selector selector) {
    if (selector.range().isPresent()) {
      throw new IllegalArgumentException("A range is not a vector: " + selector);
    }
    Map<Map<String, String>, Double> found = new HashMap<>();
    for (Series each : series) {
      double value = each.at(minute - minutes(selector.offset()));
      if (fits(selector, each) && !Double.isNaN(value)) {
        Map<String, String> labels = new TreeMap<>(each.labels());
        labels.put("__name__", each.metric());
        found.put(labels, value);
      }
    }
    return found;
  }

  private static boolean fits(Expr.Selector selector, Series series) {
    return selector.metric().equals(series.metric())
        && selector.matchers().stream()
            .allMatch(matcher -> matcher.fits(series.labels().getOrDefault(matcher.label(), "")));
  }

  private Map<Map<String, String>, Double> aggregate(Expr.Aggregation aggregation) {
    Map<Map<String, String>, Double> groups = new HashMap<>();
    vector(aggregation.of())
        .forEach(
            (labels, value) -> {
              Map<String, String> group = new TreeMap<>(labels);
              group.keySet().retainAll(aggregation.by());
              switch (aggregation.operator()) {
                case "sum" -> groups.merge(group, value, Double::sum);
                case "max" -> groups.merge(group, value, Math::max);
                case "min" -> groups.merge(group, value, Math::min);
                default -> groups.merge(group, 1.0, Double::sum);
              }
            });
    return groups;
  }

  private Map<Map<String, String>, Double> call(Expr.Call call) {
    Expr argument = call.arguments().get(0);
    if (call.function().equals("vector") && argument instanceof Expr.Number number) {
      return Map.of(Map.of(), number.value());
    }
    if (!(argument instanceof Expr.Selector selector) || selector.range().isEmpty()) {
      throw new IllegalArgumentException("No range in " + call);
    }
    int range = minutes(selector.range().get());
    Map<Map<String, String>, Double> results = new HashMap<>();
    for (Series each : series) {
      if (fits(selector, each)) {
        double increase = increase(each, minute - minutes(selector.offset()), range);
        if (!Double.isNaN(increase)) {
          boolean rate = call.function().equals("rate");
          results.put(each.labels(), rate ? increase / range / 60 : increase);
        }
      }
    }
    return results;
  }

  /** As Prometheus does: resets count from zero, and the ends of the range are extrapolated to. */
  private static double increase(Series series, int end, int range) {
    int[] minutes = series.minutes(end - range, end);
    if (minutes.length < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 1; i < minutes.length; i++) {
      double before = series.values()[minutes[i - 1]];
      double now = series.values()[minutes[i]];
      sum += now < before ? now : now - before;
    }
    double first = series.values()[minutes[0]];
    double sampled = minutes[minutes.length - 1] - minutes[0];
    double average = sampled / (minutes.length - 1);
    double toStart = minutes[0] - (end - range);
    if (sum > 0) {
      toStart = Math.min(toStart, sampled * (first / sum));
    }
    double toEnd = end - minutes[minutes.length - 1];
    double whole =
        sampled
            + (toStart < average * 1.1 ? toStart : average / 2)
            + (toEnd < average * 1.1 ? toEnd : average / 2);
    return sum * whole / sampled;
  }

  private Map<Map<String, String>, Double> binary(Expr.Binary binary) {
    Map<Map<String, String>, Double> left = vector(binary.left());
    Map<Map<String, String>, Double> result = new HashMap<>();
    if (binary.right() instanceof Expr.Number number) {
      left.forEach(
          (labels, value) -> {
            if (ARITHMETIC.containsKey(binary.operator())) {
              double made = ARITHMETIC.get(binary.operator()).applyAsDouble(value, number.value());
              result.put(unnamed(labels), made);
            } else if (holds(binary.operator(), value, number.value())) {
              result.put(labels, value);
            }
          });
      return result;
    }
    Map<Map<String, String>, Double> right = new HashMap<>();
    vector(binary.right()).forEach((labels, value) -> right.put(unnamed(labels), value));
    left.forEach(
        (labels, value) -> {
          Double other = right.get(unnamed(labels));
          switch (binary.operator()) {
            case "or" -> result.put(labels, value);
            case "and" -> keep(result, labels, value, other != null);
            case "unless" -> keep(result, labels, value, other == null);
            default -> {
              if (other != null) {
                DoubleBinaryOperator operator = ARITHMETIC.get(binary.operator());
                result.put(unnamed(labels), operator.applyAsDouble(value, other));
              }
            }
          }
        });
    if (binary.operator().equals("or")) {
      Map<Map<String, String>, Double> there = new HashMap<>();
      left.forEach((labels, value) -> there.put(unnamed(labels), value));
      right.forEach((labels, value) -> keep(result, labels, value, !there.containsKey(labels)));
    }
    return result;
  }

  private static void keep(
      Map<Map<String, String>, Double> result,
      Map<String, String> labels,
      double value,
      boolean kept) {
    if (kept) {
      result.put(labels, value);
    }
  }

  private static boolean holds(String operator, double value, double limit) {
    return switch (operator) {
      case "==" -> value == limit;
      case "!=" -> value != limit;
      case ">" -> value > limit;
      case "<" -> value < limit;
      case ">=" -> value >= limit;
      case "<=" -> value <= limit;
      default -> throw new IllegalArgumentException("No comparison: " + operator);
    };
  }

  /** Labels without the metric's name, which is no label for comparisons. */
  public static Map<String, String> unnamed(Map<String, String> labels) {
    Map<String, String> left = new TreeMap<>(labels);
    left.remove("__name__");
    return left;
  }

  private static int minutes(Duration duration) {
    return Math.toIntExact(duration.toMinutes());
  }
}
