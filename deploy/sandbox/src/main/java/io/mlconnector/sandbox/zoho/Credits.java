package io.mlconnector.sandbox.zoho;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The credits of a rolling day; what is left is told from half of them on (sheet B4). */
final class Credits {

  private static final Duration WINDOW = Duration.ofHours(24);

  private record Spent(Instant time, long credits) {}

  private final Clock clock;
  private final Supplier<ZohoSettings> settings;
  private final Deque<Spent> spent = new ArrayDeque<>();
  private long used;

  Credits(Clock clock, Supplier<ZohoSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** Whether the credits are there; then they are spent. */
  synchronized boolean take(long credits) {
    if (used() + credits > settings.get().creditsPerDay()) {
      return false;
    }
    spend(credits);
    return true;
  }

  /** Spends credits whether they are there or not, as other clients of the organization do. */
  synchronized void spend(long credits) {
    spent.addLast(new Spent(clock.instant(), credits));
    used += credits;
  }

  synchronized long used() {
    Instant start = clock.instant().minus(WINDOW);
    while (!spent.isEmpty() && spent.peekFirst().time().isBefore(start)) {
      used -= spent.removeFirst().credits();
    }
    return used;
  }

  /** What the header says; nothing before half is spent. */
  synchronized OptionalLong told() {
    long most = settings.get().creditsPerDay();
    return used() * 2 >= most ? OptionalLong.of(Math.max(0, most - used())) : OptionalLong.empty();
  }
}
