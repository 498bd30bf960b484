package io.mlconnector.manifests.promql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Samples of one metric with its labels, one for each minute; NaN where there is none.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/">The
 *     notation of promtool</a>
 */
public record Series(String metric, Map<String, String> labels, double[] values) {

  private static final Pattern RUN =
      Pattern.compile("(?<from>-?[\\d.]+|_)(?<step>[+-][\\d.]+)?(?:x(?<times>\\d+))?");

  /**
   * @param name such as {@code up{pod="a"}}
   * @param values such as {@code 0x5 1+2x10}: 0 six times, then from 1 in ten steps of 2
   */
  public static Series of(String name, String values) {
    Expr.Selector selector = (Expr.Selector) Parser.parse(name);
    Map<String, String> labels = new TreeMap<>();
    selector.matchers().forEach(matcher -> labels.put(matcher.label(), matcher.value()));
    return new Series(selector.metric(), labels, samples(values));
  }

  private static double[] samples(String values) {
    List<Double> samples = new ArrayList<>();
    for (String run : values.split(" ")) {
      Matcher parts = RUN.matcher(run);
      if (!parts.matches()) {
        throw new IllegalArgumentException("No samples: " + run);
      }
      boolean absent = parts.group("from").equals("_");
      double from = absent ? Double.NaN : Double.parseDouble(parts.group("from"));
      double step = parts.group("step") == null ? 0 : Double.parseDouble(parts.group("step"));
      int times = parts.group("times") == null ? 0 : Integer.parseInt(parts.group("times"));
      for (int i = 0; i < (absent ? times : times + 1); i++) {
        samples.add(from + i * step);
      }
    }
    return samples.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The sample at a minute, or up to five minutes older; NaN where there is none. */
  double at(int minute) {
    for (int i = minute; i > minute - 5 && i >= 0; i--) {
      if (i < values.length && !Double.isNaN(values[i])) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  /** Minutes with samples in a window. */
  int[] minutes(int from, int to) {
    return java.util.stream.IntStream.rangeClosed(
            Math.max(0, from), Math.min(to, values.length - 1))
        .filter(minute -> !Double.isNaN(values[minute]))
        .toArray();
  }

  @Override
  public String toString() {
    return metric + labels + Arrays.toString(values);
  }
}
