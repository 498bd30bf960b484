package io.mlconnector.sandbox.zendesk.state;

import java.util.Random;

/** Ids as large as the vendor's, rising with gaps, the same for the same seed. */
final class Ids {

  private final long seed;
  private final Random random;
  private long last = 29_183_462_000_000L;

  Ids(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  long next() {
    last += 20 + random.nextInt(61);
    return last;
  }

  long last() {
    return last;
  }

  /** Goes on after an earlier run, with chance that has not been used up by it. */
  void goOnAfter(long earlier) {
    last = earlier;
    random.setSeed(seed ^ earlier);
  }

  Random random() {
    return random;
  }
}
