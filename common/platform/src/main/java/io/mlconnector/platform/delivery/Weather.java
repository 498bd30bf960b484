package io.mlconnector.platform.delivery;

import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Whether a connection may be called at all: after a failure that is not a record's own fault
 * everything of the connection waits together, and then one call goes ahead of the others. Times
 * are nanoseconds of the monotonic clock. For one thread.
 */
final class Weather {

  private final DeliveryConfig.Backoff config;
  private final DoubleSupplier chance;
  private VendorFailure failure;
  private long until;
  private int failures;

  /** Backs off with a chance from 0 to 1. */
  Weather(DeliveryConfig.Backoff config, DoubleSupplier chance) {
    this.config = config;
    this.chance = chance;
  }

  /** Takes a failure in; tells for how long nothing may start now. */
  Duration failed(VendorFailure now, long at) {
    boolean known = failure != null && at - until < 0;
    if (!known) {
      failures++;
    }
    failure = now;
    long end = at + pause(now).toNanos();
    until = known && until - end > 0 ? until : end;
    return Duration.ofNanos(until - at);
  }

  /**
   * The vendor answered a call that began at {@code began}; one that began before the rest was over
   * says nothing. Tells whether the rest is over now.
   */
  boolean answered(long began) {
    if (failure == null || began - until < 0) {
      return false;
    }
    failure = null;
    failures = 0;
    return true;
  }

  /** How long nothing may start; zero or less when something may. */
  long rest(long now) {
    return failure == null ? 0 : until - now;
  }

  /** How many calls may be under way at a time. */
  int most(int usual) {
    return failure == null ? usual : 1;
  }

  /** The failure for which the connection waits; null where it does not. */
  VendorFailure failure() {
    return failure;
  }

  private Duration pause(VendorFailure now) {
    if (now.retryAfter() != null) {
      return now.retryAfter();
    }
    Duration first =
        now.kind() == VendorFailure.Kind.UNAUTHORIZED ? config.unauthorized() : config.first();
    Duration most =
        now.kind() == VendorFailure.Kind.UNAUTHORIZED
            ? config.unauthorized().multipliedBy(30)
            : config.most();
    double grown = first.toMillis() * Math.pow(2, Math.min(failures - 1, 20));
    double capped = Math.min(grown, most.toMillis());
    return Duration.ofMillis((long) (capped * (1 - chance.getAsDouble() / 2)));
  }
}
