package io.mlconnector.platform.vendor.budget;

import java.time.Duration;

/**
 * How much was spent of a budget in the window just past, counted in sixtieths of it: what is told
 * is for people, and a sixtieth of a window too old at most. Guarded by its user's lock.
 */
final class Spent {

  private static final int SLOTS = 60;

  private final long[] slots = new long[SLOTS];
  private final long slotNanos;
  private long newest;

  Spent(Duration window, long now) {
    this.slotNanos = Math.max(1, window.toNanos() / SLOTS);
    this.newest = now / slotNanos;
  }

  void add(long cost, long now) {
    turn(now);
    slots[Math.floorMod(newest, SLOTS)] += cost;
  }

  /** What was spent in the window that ends now; by this owner, since it took over. */
  long sum(long now) {
    turn(now);
    long sum = 0;
    for (long slot : slots) {
      sum += slot;
    }
    return sum;
  }

  private void turn(long now) {
    long current = now / slotNanos;
    for (long slot = Math.max(newest + 1, current - SLOTS + 1); slot <= current; slot++) {
      slots[Math.floorMod(slot, SLOTS)] = 0;
    }
    newest = Math.max(newest, current);
  }
}
