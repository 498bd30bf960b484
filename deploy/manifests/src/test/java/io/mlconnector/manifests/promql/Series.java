package io.mlconnector.manifests.promql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Samples of one metric with its labels.
 *
 * @param times in milliseconds, rising
 * @param values NaN where the series ends for now: it is stale from there to its next sample
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/">The
 *     notation of promtool</a>
 */
public record Series(String metric, Map<String, String> labels, long[] times, double[] values) {

  /** For how long a sample stands where none follows it; Prometheus' default. */
  private static final Duration LOOKBACK = Duration.ofMinutes(5);

  private static final Pattern RUN =
      Pattern.compile(
          "(?<from>-?[\\d.]+(?:E-?\\d+)?|_|stale)(?<step>[+-][\\d.]+(?:E-?\\d+)?)?(?:x(?<times>\\d+))?");

  /** The same, one sample for each minute. */
  public static Series of(String name, String values) {
    return of(name, values, Duration.ofMinutes(1));
  }

  /**
   * Reads the notation of promtool.
   *
   * @param name such as {@code up{pod="a"}}
   * @param values such as {@code 0x5 1+2x10}: 0 six times, then from 1 in ten steps of 2
   */
  public static Series of(String name, String values, Duration interval) {
    Expr.Selector selector = (Expr.Selector) Parser.parse(name);
    Map<String, String> labels = new TreeMap<>();
    // A label without a value is none, as in Prometheus.
    selector.matchers().stream()
        .filter(matcher -> !matcher.value().isEmpty())
        .forEach(matcher -> labels.put(matcher.label(), matcher.value()));
    List<Long> times = new ArrayList<>();
    List<Double> samples = new ArrayList<>();
    long at = 0;
    for (String run : values.split(" ")) {
      Matcher parts = RUN.matcher(run);
      if (!parts.matches()) {
        throw new IllegalArgumentException("No samples: " + run);
      }
      boolean absent = parts.group("from").equals("_");
      boolean stale = parts.group("from").equals("stale");
      double from = absent || stale ? Double.NaN : Double.parseDouble(parts.group("from"));
      double step = parts.group("step") == null ? 0 : Double.parseDouble(parts.group("step"));
      String repeated = parts.group("times");
      int count = repeated == null ? 1 : Integer.parseInt(repeated) + (absent ? 0 : 1);
      for (int i = 0; i < count; i++) {
        if (!absent) {
          times.add(at);
          samples.add(from + i * step);
        }
        at += interval.toMillis();
      }
    }
    return new Series(
        selector.metric(),
        labels,
        times.stream().mapToLong(Long::longValue).toArray(),
        samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The newest sample at that time, while it stands; NaN where there is none. */
  double at(long time) {
    int i = before(time);
    return i < 0 || times[i] <= time - LOOKBACK.toMillis() ? Double.NaN : values[i];
  }

  /** The places of the samples in a window, both ends included. */
  int[] within(long from, long to) {
    int last = before(to);
    int first = last;
    while (first >= 0 && times[first] >= from) {
      first--;
    }
    return java.util.stream.IntStream.rangeClosed(first + 1, last)
        .filter(i -> !Double.isNaN(values[i]))
        .toArray();
  }

  private int before(long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public String toString() {
    return metric + labels + Arrays.toString(values);
  }
}
