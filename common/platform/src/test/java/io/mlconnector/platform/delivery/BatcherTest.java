package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatcherTest {

  private static final long MS = 1_000_000;

  private final Batcher batcher = new Batcher(100, Duration.ofMillis(50), Duration.ofSeconds(2));

  @Test
  void aFullBatchLeavesAtOnce() {
    batcher.arrived(0);

    assertThat(batcher.due(100, 0)).isLessThanOrEqualTo(0);
  }

  @Test
  void aSmallBatchLeavesWhenNothingNewComes() {
    batcher.arrived(0);

    assertThat(batcher.due(3, 20 * MS)).isEqualTo(30 * MS);
    assertThat(batcher.due(3, 50 * MS)).isLessThanOrEqualTo(0);
  }

  @Test
  void aSmallBatchWaitsWhileMoreKeepComing() {
    batcher.arrived(0);
    batcher.arrived(40 * MS);

    assertThat(batcher.due(3, 60 * MS)).isEqualTo(30 * MS);
  }

  @Test
  void theFirstOfABatchDoesNotWaitForever() {
    for (long at = 0; at <= 2_000; at += 40) {
      batcher.arrived(at * MS);
    }

    assertThat(batcher.due(3, 2_000 * MS)).isLessThanOrEqualTo(0);
  }

  @Test
  void whatIsLeftWaitsAnew() {
    batcher.arrived(0);
    batcher.left(7, 10 * MS);

    assertThat(batcher.due(7, 20 * MS)).isEqualTo(30 * MS);
  }

  @Test
  void whatCameBackWithoutAnythingNewLeavesAtOnce() {
    batcher.arrived(0);
    batcher.left(0, 10 * MS);

    assertThat(batcher.due(5, 11 * MS)).isLessThanOrEqualTo(0);
  }
}
