package io.mlconnector.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that would take the service down: each is stopped early and cheaply. */
class ExplodingExpressionTest {

  private static final long MAX_ALLOCATED = 600L << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$pad('x', 2000000000)",
        "$pad('x', -2000000000)",
        "($f := function($n) { $f($n + 1) }; $f(1))",
        "($f := function($n) { 1 + $f($n + 1) }; $f(1))",
        "[1..1e9]",
        "$count([1..9999999])",
        "($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f(name, 40))",
        "($f := function($a, $n) { $n = 0 ? $a : $f($append($a, $a), $n - 1) }; $f([1,2], 40))",
        "($f := function($a, $n) { $n = 0 ? $a : $f([[$a], [$a]], $n - 1) }; $string($f([1], 40)))",
        "($f := function($a, $n) { $n = 0 ? $a : $f({'x': $a, 'y': $a}, $n - 1) };"
            + " '' & $f({'z': 1}, 40))",
        "($big := $pad('x', 900000, 'x'); $replace($big, 'x', $big))",
        "($big := $pad('x', 900000, 'x'); $replace($big, /x/, $big))",
        "($big := $pad('x', 900000, 'x'); $join($map([1..1000], function() { $big })))",
        "($big := $pad('x', 900000, 'x'); [1..1000].$big)",
        "$map([1..1000], function($a) { $map([1..1000], function($b) { $map([1..1000],"
            + " function($c) { $a + $b + $c }) }) })",
        "$reduce([1..90000], function($a, $b) { $append($a, [$a, $b]) })",
        "$sort([1..90000], function($a, $b) { $count([1..$a]) < $count([1..$b]) })",
      })
  void isStoppedInTimeAndMemory(String expression) {
    Expressions.evaluate(expression, Limits.DEFAULT.withTime(Duration.ofMillis(20)));
    long allocated = allocated();
    long start = System.nanoTime();

    Evaluated result = Expressions.evaluate(expression);

    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(result.getClass()).isEqualTo(Evaluated.Overran.class);
    assertThat(millis).isLessThan(30_000);
    assertThat(allocated() - allocated).isLessThan(MAX_ALLOCATED);
  }

  @Test
  void whatCatchesErrorsCannotHideAnOverrun() {
    assertThat(Expressions.evaluate("$boolean([1..1e6]) or true"))
        .isInstanceOf(Evaluated.Overran.class);
  }

  @Test
  void aRegexThatBacktracksForeverElsewhereIsFastHere() {
    long start = System.nanoTime();
    assertThat(Expressions.value("$contains($pad('a', 100000, 'a') & '!', /^(a+)+$/)"))
        .isEqualTo("false");
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2_000);
  }

  @Test
  void distinctOnAsMuchAsFitsEndsInTime() {
    long start = System.nanoTime();
    Expressions.evaluate("$distinct([1..99990])");
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(10_000);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
