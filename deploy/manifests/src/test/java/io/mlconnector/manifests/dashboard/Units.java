package io.mlconnector.manifests.dashboard;

import io.mlconnector.manifests.promql.Expr;
import java.util.Locale;
import java.util.Set;

/** Grafana's units: which one a query's values have, and how they are written. */
final class Units {

  static final Set<String> KNOWN = Set.of("short", "ops", "s", "percentunit", "bytes");

  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*");

  private Units() {}

  /**
   * The unit of a query, by the names of the metrics and what is done with them; empty for a
   * constant, which has any.
   */
  static String of(Expr expression) {
    if (expression instanceof Expr.Selector selector) {
      return of(selector.metric());
    }
    if (expression instanceof Expr.Aggregation aggregation) {
      return aggregation.operator().equals("count") ? "short" : of(aggregation.of());
    }
    if (expression instanceof Expr.Call call) {
      return switch (call.function()) {
        case "rate" -> of(call.arguments().get(0)).equals("s") ? "short" : "ops";
        case "histogram_quantile" -> "s";
        case "vector", "time" -> "";
        default -> of(call.arguments().get(0));
      };
    }
    if (expression instanceof Expr.Binary binary) {
      String left = of(binary.left());
      String right = of(binary.right());
      if (binary.operator().equals("/")) {
        // Seconds per second by events per second: the seconds of one.
        return left.equals("short") && right.equals("ops") ? "s" : "percentunit";
      }
      return ARITHMETIC.contains(binary.operator()) && left.isEmpty() ? right : left;
    }
    return "";
  }

  private static String of(String metric) {
    if (metric.endsWith("_bytes")) {
      return "bytes";
    }
    boolean counts = metric.endsWith("_count") || metric.endsWith("_bucket");
    return metric.contains("_seconds") && !counts ? "s" : "short";
  }

  /** As Grafana writes it, with three digits at least. */
  static String write(double value, String unit) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return switch (unit) {
      case "s" -> seconds(value);
      case "percentunit" -> number(value * 100) + " %";
      case "bytes" -> scaled(value, 1024, " B", " KiB", " MiB", " GiB", " TiB");
      case "ops" -> scaled(value, 1000, " ops/s", "K ops/s", "M ops/s", "G ops/s", "T ops/s");
      default -> scaled(value, 1000, "", " K", " Mil", " Bil", " Tri");
    };
  }

  private static String seconds(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0 s";
    }
    if (size < 1) {
      return number(value * 1000) + " ms";
    }
    if (size < 60) {
      return number(value) + " s";
    }
    if (size < 3600) {
      return number(value / 60) + " min";
    }
    return size < 86_400 ? number(value / 3600) + " hour" : number(value / 86_400) + " day";
  }

  private static String scaled(double value, int step, String... names) {
    int i = 0;
    double left = value;
    while (Math.abs(left) >= step && i < names.length - 1) {
      left /= step;
      i++;
    }
    return number(left) + names[i];
  }

  private static String number(double value) {
    double size = Math.abs(value);
    int digits =
        value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
