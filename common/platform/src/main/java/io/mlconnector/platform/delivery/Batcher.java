package io.mlconnector.platform.delivery;

import java.time.Duration;

/**
 * Decides when the ready deliveries of one object leave: when they fill a batch, when nothing new
 * came for a moment, or when the first one has waited long enough. Times are nanoseconds of the
 * monotonic clock. For one thread.
 */
final class Batcher {

  private final int size;
  private final long linger;
  private final long patience;
  private long firstAt;
  private long lastAt;
  private boolean waiting;

  /**
   * Lets batches fill.
   *
   * @param size how many the sink takes at once
   * @param linger for how long nothing new must come before a smaller batch leaves
   * @param patience for how long at most the first one waits while more keep coming
   */
  Batcher(int size, Duration linger, Duration patience) {
    this.size = Math.max(1, size);
    this.linger = linger.toNanos();
    this.patience = patience.toNanos();
  }

  int size() {
    return size;
  }

  /** Something new came. */
  void arrived(long now) {
    if (!waiting) {
      waiting = true;
      firstAt = now;
    }
    lastAt = now;
  }

  /**
   * How long until what is ready leaves; zero or less for now.
   *
   * @param ready how many are ready
   */
  long due(int ready, long now) {
    if (ready >= size || !waiting) {
      return 0;
    }
    return Math.min(lastAt + linger - now, firstAt + patience - now);
  }

  /** A batch left; {@code rest} are still ready. */
  void left(int rest, long now) {
    waiting = rest > 0;
    firstAt = now;
  }
}
