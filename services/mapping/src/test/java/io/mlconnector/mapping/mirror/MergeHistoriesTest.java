package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Random histories of two edited sides, through the merge itself: no edit is lost, none written
 * over but by the policy, and when nobody edits any more it becomes quiet.
 */
class MergeHistoriesTest {

  private static final int HISTORIES = 1_500;
  private static final long SEED = Long.getLong("histories.seed", System.nanoTime());

  @Test
  void noEditIsLostNoneIsWrittenOverButByThePolicyAndItBecomesQuiet() {
    int conflicts = 0;
    int equal = 0;
    for (int i = 0; i < HISTORIES; i++) {
      long seed = SEED + i;
      History history = new History(seed);
      try {
        history.play();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "Run it again with -Dhistories.seed=%d\n%s".formatted(seed, history.log()), e);
      }
      conflicts += history.conflicts();
      equal += history.equal();
    }
    assertThat(conflicts).as("seed %d", SEED).isPositive();
    assertThat(equal).as("seed %d", SEED).isGreaterThan(conflicts);
  }
}
