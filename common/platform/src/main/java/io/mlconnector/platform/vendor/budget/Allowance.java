package io.mlconnector.platform.vendor.budget;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Our part of a vendor's "so many calls in so long": in no window of that length do we make more
 * calls, not even two owners one after the other, since a fresh one starts with nothing.
 *
 * <p>A bucket that holds a whole window's calls and refills in one window lets twice as many pass
 * in the window after a quiet time. So this one holds a twentieth and refills with the rest.
 */
final class Allowance {

  private static final int BURST_PART = 20;

  private final long burst;
  private final long refill;
  private final Duration per;

  /**
   * Part of a budget.
   *
   * @param permits the vendor's number
   * @param share ours of it, over 0 up to 1; less than one call becomes one in a longer time
   */
  Allowance(int permits, Duration per, double share) {
    double ours = permits * share;
    long whole = (long) Math.floor(ours + 1e-9);
    if (whole < 1) {
      this.burst = 1;
      this.refill = 1;
      this.per = Duration.ofNanos((long) Math.ceil(per.toNanos() / ours));
    } else {
      this.burst = Math.max(1, whole / BURST_PART);
      this.refill = whole - burst + 1;
      this.per = per;
    }
  }

  /**
   * A bucket for it.
   *
   * @param unused how long nobody has made such a call, this owner or one before
   */
  Bucket bucket(TimeMeter meter, Duration unused) {
    double earned = (double) unused.toNanos() / per.toNanos() * refill;
    return Bucket.builder()
        .withCustomTimePrecision(meter)
        .addLimit(
            Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(refill, per)
                .initialTokens(Math.min(burst, (long) earned))
                .build())
        .build();
  }

  /** The most that lets pass in one window. */
  long whole() {
    return burst + refill - 1;
  }

  Duration per() {
    return per;
  }

  /** The most that is there at a time. */
  long burst() {
    return burst;
  }
}
