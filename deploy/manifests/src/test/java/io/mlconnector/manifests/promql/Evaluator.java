package io.mlconnector.manifests.promql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;

/** Evaluates an expression over series, at a moment. Compared with promtool; see EvaluatorTest. */
public final class Evaluator {

  private static final Map<String, DoubleBinaryOperator> ARITHMETIC =
      Map.of(
          "+", Double::sum,
          "-", (a, b) -> a - b,
          "*", (a, b) -> a * b,
          "/", (a, b) -> a / b);

  private static final Set<String> SETS = Set.of("or", "and", "unless");

  private final Map<String, List<Series>> series;
  private final long now;

  public Evaluator(List<Series> series, Duration at) {
    this(series.stream().collect(Collectors.groupingBy(Series::metric)), at);
  }

  /**
   * The same over series by their metric, for those who ask often.
   *
   * @param at since the beginning of the series
   */
  public Evaluator(Map<String, List<Series>> series, Duration at) {
    this.series = series;
    this.now = at.toMillis();
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

  private OptionalDouble scalar(Expr expression) {
    if (expression instanceof Expr.Number number) {
      return OptionalDouble.of(number.value());
    }
    if (expression instanceof Expr.Call call && call.function().equals("time")) {
      return OptionalDouble.of(now / 1000.0);
    }
    return OptionalDouble.empty();
  }

  private Map<Map<String, String>, Double> instant(Expr.Selector selector) {
    if (selector.range().isPresent()) {
      throw new IllegalArgumentException("A range is not a vector: " + selector);
    }
    Map<Map<String, String>, Double> found = new HashMap<>();
    for (Series each : fitting(selector)) {
      double value = each.at(now - selector.offset().toMillis());
      if (!Double.isNaN(value)) {
        Map<String, String> labels = new TreeMap<>(each.labels());
        labels.put("__name__", each.metric());
        found.put(labels, value);
      }
    }
    return found;
  }

  private List<Series> fitting(Expr.Selector selector) {
    return series.getOrDefault(selector.metric(), List.of()).stream()
        .filter(one -> selector.fits(one.labels()))
        .toList();
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
    if (call.function().equals("vector")) {
      return Map.of(Map.of(), scalar(call.arguments().get(0)).orElseThrow());
    }
    if (call.function().equals("histogram_quantile")) {
      double quantile = scalar(call.arguments().get(0)).orElseThrow();
      return Buckets.quantile(quantile, vector(call.arguments().get(1)));
    }
    Expr argument = call.arguments().get(0);
    if (!(argument instanceof Expr.Selector selector) || selector.range().isEmpty()) {
      throw new IllegalArgumentException("No range in " + call);
    }
    long range = selector.range().get().toMillis();
    Map<Map<String, String>, Double> results = new HashMap<>();
    for (Series each : fitting(selector)) {
      double result = over(call.function(), each, now - selector.offset().toMillis(), range);
      if (!Double.isNaN(result)) {
        results.put(each.labels(), result);
      }
    }
    return results;
  }

  private static double over(String function, Series series, long end, long range) {
    return switch (function) {
      case "rate" -> increase(series, end, range) / range * 1000;
      case "increase" -> increase(series, end, range);
      case "max_over_time" -> {
        double most = Double.NaN;
        for (int i : series.within(end - range, end)) {
          most = Double.isNaN(most) ? series.values()[i] : Math.max(most, series.values()[i]);
        }
        yield most;
      }
      default -> throw new IllegalArgumentException("No such function over a range: " + function);
    };
  }

  /** As Prometheus does: resets count from zero, and the ends of the range are extrapolated to. */
  private static double increase(Series series, long end, long range) {
    int[] places = series.within(end - range, end);
    if (places.length < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 1; i < places.length; i++) {
      double before = series.values()[places[i - 1]];
      double now = series.values()[places[i]];
      sum += now < before ? now : now - before;
    }
    double first = series.values()[places[0]];
    long begun = series.times()[places[0]];
    long ended = series.times()[places[places.length - 1]];
    double sampled = ended - begun;
    double average = sampled / (places.length - 1);
    double toStart = begun - (end - range);
    if (sum > 0) {
      toStart = Math.min(toStart, sampled * (first / sum));
    }
    double toEnd = end - ended;
    double whole =
        sampled
            + (toStart < average * 1.1 ? toStart : average / 2)
            + (toEnd < average * 1.1 ? toEnd : average / 2);
    return sum * whole / sampled;
  }

  private Map<Map<String, String>, Double> binary(Expr.Binary binary) {
    OptionalDouble leftScalar = scalar(binary.left());
    OptionalDouble rightScalar = scalar(binary.right());
    Map<Map<String, String>, Double> result = new HashMap<>();
    if (rightScalar.isPresent()) {
      double right = rightScalar.getAsDouble();
      vector(binary.left())
          .forEach((labels, value) -> put(result, binary.operator(), labels, value, right, value));
      return result;
    }
    if (leftScalar.isPresent()) {
      double left = leftScalar.getAsDouble();
      vector(binary.right())
          .forEach((labels, value) -> put(result, binary.operator(), labels, left, value, value));
      return result;
    }
    Map<Map<String, String>, Double> left = vector(binary.left());
    Map<Map<String, String>, Double> right = new HashMap<>();
    vector(binary.right())
        .forEach((labels, value) -> right.put(meeting(labels, binary.on()), value));
    if (SETS.contains(binary.operator())) {
      return sets(binary, left, right);
    }
    left.forEach(
        (labels, value) -> {
          Double other = right.get(unnamed(labels));
          if (other != null) {
            put(result, binary.operator(), labels, value, other, value);
          }
        });
    return result;
  }

  /** A comparison keeps what fits as it is; arithmetic makes something new, without a name. */
  private static void put(
      Map<Map<String, String>, Double> result,
      String operator,
      Map<String, String> labels,
      double left,
      double right,
      double kept) {
    if (ARITHMETIC.containsKey(operator)) {
      result.put(unnamed(labels), ARITHMETIC.get(operator).applyAsDouble(left, right));
    } else if (holds(operator, left, right)) {
      result.put(labels, kept);
    }
  }

  private static Map<Map<String, String>, Double> sets(
      Expr.Binary binary,
      Map<Map<String, String>, Double> left,
      Map<Map<String, String>, Double> right) {
    String operator = binary.operator();
    Map<Map<String, String>, Double> result = new HashMap<>();
    List<Map<String, String>> there = new ArrayList<>();
    left.forEach(
        (labels, value) -> {
          boolean other = right.containsKey(meeting(labels, binary.on()));
          there.add(unnamed(labels));
          if (operator.equals("or") || operator.equals("and") == other) {
            result.put(labels, value);
          }
        });
    if (operator.equals("or")) {
      Set<Map<String, String>> known = Set.copyOf(there);
      right.forEach(
          (labels, value) -> {
            if (!known.contains(labels)) {
              result.put(labels, value);
            }
          });
    }
    return result;
  }

  private static Map<String, String> meeting(Map<String, String> labels, List<String> on) {
    Map<String, String> left = unnamed(labels);
    if (!on.isEmpty()) {
      left.keySet().retainAll(on);
    }
    return left;
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
}
