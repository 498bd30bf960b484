package io.mlconnector.platform.vendor.budget;

import java.time.Duration;

/** Time that only goes forward, and waiting in it. */
public interface Waiting {

  /** Nanoseconds since some moment; only differences mean something. */
  long nanos();

  /**
   * Waits.
   *
   * @throws InterruptedException where the service is stopping
   */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's monotonic clock. */
  static Waiting real() {
    return new Waiting() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
      }
    };
  }
}
