package io.mlconnector.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private final CountDownLatch hang = new CountDownLatch(1);
  private final Evaluator evaluator = new Evaluator(2, Limits.DEFAULT, Duration.ofMillis(200));

  @AfterEach
  void close() {
    hang.countDown();
    evaluator.close();
  }

  @Test
  void keepsTheOrderOfTheItems() {
    List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
    assertThat(evaluator.all(items, new Doubling(-1)))
        .isEqualTo(items.stream().map(item -> "" + item * 2).toList());
  }

  @Test
  void aHangingFunctionCostsOneRecordAndNotTheOthers() {
    List<Integer> items = IntStream.range(0, 200).boxed().toList();

    List<String> results = evaluator.all(items, new Doubling(70));

    assertThat(results).hasSize(200);
    assertThat(results.get(70)).isEqualTo("stuck in name");
    assertThat(results.get(69)).isEqualTo("138");
    assertThat(results.get(71)).isEqualTo("142");
    assertThat(results.get(199)).isEqualTo("398");
  }

  @Test
  void tooManyHangingFunctionsAskForARestart() {
    List<Integer> one = List.of(70);
    IntStream.range(0, 8).forEach(i -> evaluator.all(one, new Doubling(70)));
    assertThat(evaluator.exhausted()).isTrue();
    assertThatThrownBy(() -> evaluator.all(one, new Doubling(70)))
        .hasMessageContaining("restart the mapping service");

    hang.countDown();

    Awaitility.await().until(() -> !evaluator.exhausted());
  }

  @Test
  void anErrorOfTheWorkReachesTheCaller() {
    assertThatThrownBy(
            () ->
                evaluator.all(
                    List.of(1),
                    new Evaluator.Work<Integer, String>() {
                      @Override
                      public String run(Integer item, Bounds bounds) {
                        throw new IllegalArgumentException("broken");
                      }

                      @Override
                      public String stuck(Integer item, Expression expression) {
                        return null;
                      }
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("broken");
  }

  /** Doubles each number, and hangs on one of them as a built-in function would. */
  private final class Doubling implements Evaluator.Work<Integer, String> {

    private final int hangsOn;
    private final Expression expression = Expressions.customer("name");

    private Doubling(int hangsOn) {
      this.hangsOn = hangsOn;
    }

    @Override
    public String run(Integer item, Bounds bounds) {
      if (item == hangsOn) {
        bounds.begin(expression, Jsonata.jsonata("1").createFrame());
        uninterruptibly();
      }
      return "" + item * 2;
    }

    @Override
    public String stuck(Integer item, Expression stuckIn) {
      return "stuck in " + stuckIn.text();
    }

    private void uninterruptibly() {
      while (hang.getCount() > 0) {
        try {
          hang.await();
        } catch (InterruptedException e) {
          // a function that loops does not listen to interrupts either
          continue;
        }
      }
    }
  }
}
