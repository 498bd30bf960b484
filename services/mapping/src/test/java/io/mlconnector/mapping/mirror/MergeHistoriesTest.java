package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** A decision that was replaced while its delivery was parked; an outcome that was told twice. */
  @ParameterizedTest
  @ValueSource(longs = {9380296387084L, 8741245911978L})
  void whatOnceWentWrongDoesNotAgain(long seed) {
    assertThatCode(() -> new History(seed).play()).doesNotThrowAnyException();
  }
}
