package io.mlconnector.platform.vendor.call;

import io.mlconnector.platform.vendor.VendorConfig;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Retry and circuit breaker of one connection. Only what says nothing of when to come back counts:
 * a vendor that names a time is not down, and a sign-in that failed has its own back-off.
 */
public final class GuardProtection implements Protection {

  private static final double JITTER = 0.5;

  private final Guard retry;
  private final Guard breaker;
  private final Duration rest;

  public GuardProtection(String connection, VendorConfig config) {
    VendorConfig.Breaker opens = config.breaker();
    this.rest = opens.rest();
    this.breaker =
        Guard.create()
            .withDescription("vendor/" + connection)
            .withCircuitBreaker()
            .when(GuardProtection::unanswered)
            .requestVolumeThreshold(opens.window())
            .failureRatio(opens.ratio())
            .delay(opens.rest().toMillis(), ChronoUnit.MILLIS)
            .done()
            .build();
    VendorConfig.Retry again = config.retry();
    this.retry =
        Guard.create()
            .withDescription("vendor/" + connection + "/reads")
            .withRetry()
            .whenException(GuardProtection::unanswered)
            .maxRetries(again.most())
            .delay(again.first().toMillis(), ChronoUnit.MILLIS)
            .jitter((long) (again.first().toMillis() * JITTER), ChronoUnit.MILLIS)
            .maxDuration(config.readTimeout().toMillis(), ChronoUnit.MILLIS)
            .withExponentialBackoff()
            .factor(2)
            .maxDelay(config.readTimeout().toMillis() / 2, ChronoUnit.MILLIS)
            .done()
            .done()
            .build();
  }

  private static boolean unanswered(Throwable failure) {
    return failure instanceof VendorFailure vendor
        && vendor.kind() == Kind.UNAVAILABLE
        && vendor.retryAfter() == null;
  }

  @Override
  public <T> T call(boolean read, Class<T> type, Supplier<T> call) {
    return read ? retry.get(() -> broken(type, call), type) : broken(type, call);
  }

  private <T> T broken(Class<T> type, Supplier<T> call) {
    try {
      return breaker.get(call, type);
    } catch (CircuitBreakerOpenException e) {
      throw VendorFailure.unavailable(
          0,
          rest,
          false,
          "The vendor did not answer the last calls, so none is made for up to %d s"
              .formatted(rest.toSeconds()));
    }
  }
}
