package io.mlconnector.manifests.dashboard;

import io.mlconnector.manifests.promql.Evaluator;
import io.mlconnector.manifests.promql.Expr;
import io.mlconnector.manifests.promql.Parser;
import io.mlconnector.manifests.promql.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Metrics of a run, as {@code deploy/dashboards/Record.java} wrote them down.
 *
 * @param interval between two scrapes
 * @param end of the last scrape, from the first one on
 */
record Recording(Map<String, List<Series>> series, Duration interval, Duration end) {

  static Recording read(Path file) {
    List<Series> all = new ArrayList<>();
    long last = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      Duration interval = Parser.duration(lines.readLine().replace("interval ", ""));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf("} ") + 1;
        Series one = Series.of(line.substring(0, space), line.substring(space + 1), interval);
        all.add(one);
        last = Math.max(last, one.times()[one.times().length - 1]);
      }
      return of(all, interval, Duration.ofMillis(last));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Recording of(List<Series> all, Duration interval, Duration end) {
    return new Recording(
        all.stream().collect(Collectors.groupingBy(Series::metric)), interval, end);
  }

  /** The same with more series. */
  Recording with(List<Series> more) {
    List<Series> all = new ArrayList<>(more);
    series.values().forEach(all::addAll);
    return of(all, interval, end);
  }

  /** The same as far as it goes until then, as somebody saw it at that moment. */
  Recording until(Duration moment) {
    return new Recording(series, interval, moment);
  }

  /** Values over time, by labels; NaN where there is none. */
  Map<Map<String, String>, double[]> ask(Expr expression, Duration step) {
    int points = points(step);
    Map<Map<String, String>, double[]> lines =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (int i = 0; i < points; i++) {
      int at = i;
      at(expression, step.multipliedBy(i))
          .forEach(
              (labels, value) -> lines.computeIfAbsent(labels, any -> nothing(points))[at] = value);
    }
    return lines;
  }

  Map<Map<String, String>, Double> at(Expr expression, Duration time) {
    return new Evaluator(series, time).vector(expression);
  }

  int points(Duration step) {
    return (int) (end.toMillis() / step.toMillis()) + 1;
  }

  private static double[] nothing(int points) {
    double[] values = new double[points];
    java.util.Arrays.fill(values, Double.NaN);
    return values;
  }
}
