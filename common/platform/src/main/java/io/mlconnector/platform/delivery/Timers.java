package io.mlconnector.platform.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to be done later, by the monotonic clock. For one thread. */
final class Timers {

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong((Timer timer) -> timer.at - ORIGIN));

  /** Comparing distances from one point is safe where the clock's numbers wrap around. */
  private static final long ORIGIN = System.nanoTime();

  private record Timer(long at, Runnable action) {}

  void in(Duration after, Runnable action) {
    timers.add(new Timer(System.nanoTime() + Math.max(0, after.toNanos()), action));
  }

  /** Does what is due; returns the nanoseconds until the next, at most {@code most}. */
  long run(long most) {
    while (!timers.isEmpty()) {
      long left = timers.peek().at - System.nanoTime();
      if (left > 0) {
        return Math.min(left, most);
      }
      timers.poll().action.run();
    }
    return most;
  }
}
