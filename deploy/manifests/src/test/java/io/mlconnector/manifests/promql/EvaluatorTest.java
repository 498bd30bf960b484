package io.mlconnector.manifests.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that promtool 2.42 gave for the same series. */
class EvaluatorTest {

  private static final List<Series> SERIES =
      List.of(
          Series.of("calls{pod=\"a\",status=\"2xx\"}", "0+60x60"),
          Series.of("calls{pod=\"b\",status=\"5xx\"}", "0x30 30+30x30"),
          Series.of("restarts{pod=\"a\"}", "0+10x10 0+10x50"),
          Series.of("level{pod=\"a\"}", "7x60"),
          Series.of("late{pod=\"a\"}", "_x30 4x30"));

  private static Map<Map<String, String>, Double> at(int minute, String expression) {
    return new Evaluator(SERIES, Duration.ofMinutes(minute)).vector(Parser.parse(expression));
  }

  private static double value(int minute, String expression) {
    return at(minute, expression).values().iterator().next();
  }

  @Test
  void ratesAndIncreasesReachToTheEndsOfTheirRange() {
    assertThat(value(50, "rate(calls{pod=\"a\"}[10m])")).isCloseTo(1.0, within(1e-9));
    assertThat(value(50, "increase(calls{pod=\"a\"}[10m])")).isCloseTo(600.0, within(1e-9));
  }

  @Test
  void aCounterThatBeganAnewCountsFromZero() {
    assertThat(value(15, "increase(restarts[10m])")).isCloseTo(90.0, within(1e-9));
  }

  @Test
  void groupsAreMadeByLabels() {
    assertThat(at(50, "sum by (status) (rate(calls[10m]))"))
        .containsOnlyKeys(Map.of("status", "2xx"), Map.of("status", "5xx"));
    assertThat(value(50, "count(level > 3)")).isEqualTo(1.0);
    assertThat(at(50, "count(level > 9)")).isEmpty();
    assertThat(value(50, "count(level > 9) or vector(0)")).isEqualTo(0.0);
  }

  @Test
  void ratiosMeetByLabels() {
    assertThat(value(50, "sum(rate(calls{status=~\"5xx\"}[10m])) / sum(rate(calls[10m]))"))
        .isCloseTo(1.0 / 3, within(1e-9));
  }

  @Test
  void whatIsNewIsFoundByWhatWasNotThere() {
    assertThat(at(35, "sum by (pod) (late unless late offset 1h)"))
        .containsEntry(Map.of("pod", "a"), 4.0);
    assertThat(at(59, "sum by (pod) (late unless late offset 15m)")).isEmpty();
  }

  @Test
  void setsMeetByTheLabelsThatAreNamedOrByAll() {
    assertThat(at(50, "calls unless on (pod) level")).hasSize(1);
    assertThat(at(50, "calls and on (pod) level")).hasSize(1);
    assertThat(at(50, "calls unless level")).hasSize(2);
  }

  @Test
  void quantilesLieEvenlyWithinTheirBucket() {
    List<Series> buckets =
        List.of(
            Series.of("t_bucket{le=\"1\"}", "10x5"),
            Series.of("t_bucket{le=\"5\"}", "30x5"),
            Series.of("t_bucket{le=\"+Inf\"}", "40x5"));
    Evaluator evaluator = new Evaluator(buckets, Duration.ofMinutes(3));

    assertThat(evaluator.vector(Parser.parse("histogram_quantile(0.5, t_bucket)")))
        .containsExactly(Map.entry(Map.of(), 3.0));
    assertThat(evaluator.vector(Parser.parse("histogram_quantile(0.99, t_bucket)")))
        .containsExactly(Map.entry(Map.of(), 5.0));
  }

  @Test
  void bucketsNeverFall() {
    List<Series> buckets =
        List.of(
            Series.of("t_bucket{le=\"1\"}", "10x5"),
            Series.of("t_bucket{le=\"5\"}", "9x5"),
            Series.of("t_bucket{le=\"+Inf\"}", "10x5"));

    assertThat(
            new Evaluator(buckets, Duration.ofMinutes(3))
                .vector(Parser.parse("histogram_quantile(0.95, t_bucket)")))
        .containsExactly(Map.entry(Map.of(), 0.95));
  }

  @Test
  void aSeriesThatEndedStandsForNoFiveMinutes() {
    List<Series> series =
        List.of(Series.of("a{}", "1x3 stale _x9 2", Duration.ofSeconds(10)), SERIES.get(4));

    assertThat(new Evaluator(series, Duration.ofSeconds(35)).vector(Parser.parse("a"))).hasSize(1);
    assertThat(new Evaluator(series, Duration.ofSeconds(40)).vector(Parser.parse("a"))).isEmpty();
    assertThat(new Evaluator(series, Duration.ofSeconds(140)).vector(Parser.parse("a + 1")))
        .containsValue(3.0);
    assertThat(
            new Evaluator(series, Duration.ofSeconds(140))
                .vector(Parser.parse("max_over_time(a[1m])")))
        .containsValue(2.0);
  }

  @Test
  void aLabelWithoutAValueIsNone() {
    List<Series> series = List.of(Series.of("calls{hook=\"\"}", "1x5"));

    assertThat(
            new Evaluator(series, Duration.ofMinutes(1))
                .vector(Parser.parse("sum by (hook) (calls)")))
        .containsOnlyKeys(Map.of());
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    for (String wrong : List.of("sum(", "a b", "nosuch(a[5m])", "a{b~\"c\"}", "a ? b", "a[5m")) {
      assertThatThrownBy(() -> Parser.parse(wrong)).as(wrong).isInstanceOf(RuntimeException.class);
    }
    assertThatThrownBy(() -> at(5, "rate(calls)")).isInstanceOf(IllegalArgumentException.class);
  }
}
