package io.mlconnector.platform.poll;

import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave a stream alone after failures in a row; doubled each time, with jitter. */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

  static Backoff standard() {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), RandomGenerator.getDefault());
  }

  /**
   * The wait after a failure.
   *
   * @param failures how many in a row, this one included
   */
  Duration after(RuntimeException failure, int failures) {
    if (failure instanceof VendorFailure told && told.retryAfter() != null) {
      return told.retryAfter();
    }
    long ceiling =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(20, Math.max(0, failures - 1)));
    return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
  }
}
