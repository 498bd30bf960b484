package io.mlconnector.platform.vendor.budget;

import io.mlconnector.platform.vendor.budget.Buckets.Shortage;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.VendorFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls of one connection pass when they fit: so many at a time, within our share of every
 * budget, and none while the vendor wants us to wait. Nobody waits here for longer than a bound.
 */
public final class Budgets {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_GUESS = Duration.ofMinutes(5);
  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final long EPOCH = 1_000_000_000;

  private final Limits limits;
  private final Buckets buckets;
  private final int concurrency;
  private final Semaphore slots;
  private final Duration bound;
  private final Pauses pauses;
  private final Clock clock;
  private final Waiting time;
  private final WaitObserver observer;

  private volatile Pause pause;
  private int guesses;

  /** Is told of every wait, so that no sync ever seems to hang. */
  public interface WaitObserver {
    /** A call waited; {@code reason} is a budget's name, {@code pause} or {@code concurrency}. */
    void waited(String reason, Duration duration);
  }

  /**
   * What a connection may spend.
   *
   * @param idle for how long nobody spent anything before
   */
  public record Terms(
      Limits limits, double share, int concurrency, Duration bound, Duration idle) {}

  public Budgets(Terms terms, Pauses pauses, Clock clock, Waiting time, WaitObserver observer) {
    this.limits = terms.limits();
    this.buckets = new Buckets(terms.limits(), terms.share(), time, terms.idle());
    this.concurrency = terms.concurrency();
    this.slots = new Semaphore(terms.concurrency(), true);
    this.bound = terms.bound();
    this.pauses = pauses;
    this.clock = clock;
    this.time = time;
    this.observer = observer;
    this.pause = pauses.load().orElse(null);
  }

  /**
   * How a budget is used.
   *
   * @param used in the window just past, by this owner since it took over
   * @param share the most that we let pass in one window: our share of the vendor's number
   */
  public record Usage(long used, long share, Duration window) {}

  /** How a budget is used that is not counted by group; empty for another one. */
  public Optional<Usage> usage(String budget) {
    return buckets.usage(budget);
  }

  /** A place among the calls under way; closing it lets the next one in. */
  public interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until a call may go, and counts it.
   *
   * @param call {@code "METHOD /path"}
   * @throws VendorFailure of kind THROTTLED where it would have to wait for longer than the bound,
   *     with status 0 where that is our own budget
   */
  public Slot enter(String call) {
    return enter(call, 1);
  }

  /**
   * The same for a call that takes more than one of a budget.
   *
   * @param cost how much it takes
   */
  public Slot enter(String call, int cost) {
    long end = time.nanos() + bound.toNanos();
    try {
      while (true) {
        waitOutPause(end);
        takeSlot(end);
        Shortage shortage = pausedFor().isZero() ? buckets.take(call, cost) : null;
        if (shortage == null && pausedFor().isZero()) {
          return slots::release;
        }
        slots.release();
        if (shortage != null) {
          waitForBudget(shortage, end);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VendorFailure.unavailable(0, null, false, "The service is stopping");
    }
  }

  private void waitOutPause(long end) throws InterruptedException {
    Duration wait = pausedFor();
    if (wait.isZero()) {
      return;
    }
    Pause current = pause;
    if (wait.toNanos() > end - time.nanos()) {
      throw VendorFailure.throttled(
          current.status(), wait, "Waiting as the vendor asked: " + current.words());
    }
    sleep("pause", wait);
  }

  private void takeSlot(long end) throws InterruptedException {
    if (slots.tryAcquire()) {
      return;
    }
    long start = time.nanos();
    while (!slots.tryAcquire(SLICE.toMillis(), TimeUnit.MILLISECONDS)) {
      if (time.nanos() >= end) {
        throw VendorFailure.throttled(
            0, SLICE, "All calls that may run at a time are under way (concurrency)");
      }
    }
    observer.waited("concurrency", Duration.ofNanos(time.nanos() - start));
  }

  private void waitForBudget(Shortage shortage, long end) throws InterruptedException {
    if (shortage.until().toNanos() > end - time.nanos()) {
      throw VendorFailure.throttled(
          0,
          shortage.until(),
          "Our share of the budget %s is spent for now".formatted(shortage.budget()));
    }
    sleep(shortage.budget(), shortage.until());
  }

  private void sleep(String reason, Duration wait) throws InterruptedException {
    time.sleep(wait);
    observer.waited(reason, wait);
  }

  private Duration pausedFor() {
    Pause current = pause;
    if (current == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), current.until());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Heeds what an answer says about the account: how much is left, and whether to wait. */
  public void answered(String call, Answer answer) {
    synchronized (this) {
      guesses = 0;
    }
    for (Limits.RemainingHeader header : limits.remainingHeaders()) {
      answer
          .header(header.remaining())
          .flatMap(Budgets::number)
          .ifPresent(left -> heed(call, left, header, answer));
    }
  }

  /** Pauses once calls under way may use up what the vendor says is left. */
  private void heed(String call, long left, Limits.RemainingHeader header, Answer answer) {
    buckets.shrink(call, left);
    int underWay = concurrency - slots.availablePermits();
    if (left < Math.max(1, underWay)) {
      Duration reset =
          Optional.ofNullable(header.reset())
              .flatMap(answer::header)
              .flatMap(Budgets::number)
              .map(this::untilReset)
              .orElse(FIRST_PAUSE);
      pauseFor(reset, 429, "%s is %d".formatted(header.remaining(), left));
    }
  }

  /** Vendors give seconds from now, or seconds since 1970. */
  private Duration untilReset(long number) {
    long seconds = number > EPOCH ? number - clock.instant().getEpochSecond() : number;
    return Duration.ofSeconds(Math.max(1, Math.min(seconds, LONGEST_GUESS.toSeconds())));
  }

  private static Optional<Long> number(String text) {
    return text.strip().matches("[0-9]{1,15}")
        ? Optional.of(Long.parseLong(text.strip()))
        : Optional.empty();
  }

  /**
   * Makes all calls of the connection wait, here and at its next owner.
   *
   * @return the failure with the wait that holds, guessed where the vendor named none
   */
  public VendorFailure throttled(VendorFailure failure) {
    Duration wait = failure.retryAfter() == null ? guess() : failure.retryAfter();
    pauseFor(wait, failure.status(), failure.getMessage());
    return VendorFailure.throttled(failure.status(), wait, failure.getMessage())
        .with(failure.body());
  }

  private synchronized Duration guess() {
    Duration guess = FIRST_PAUSE.multipliedBy(1L << Math.min(guesses++, 16));
    return guess.compareTo(LONGEST_GUESS) > 0 ? LONGEST_GUESS : guess;
  }

  private synchronized void pauseFor(Duration wait, int status, String words) {
    Instant until = clock.instant().plus(wait);
    if (pause == null || until.isAfter(pause.until())) {
      pause = new Pause(until, status, words);
      pauses.save(pause);
    }
  }

  /** How many calls a budget would let pass now; negative for one that counts by group. */
  public long left(String budget) {
    return buckets.left(budget).orElse(-1);
  }
}
