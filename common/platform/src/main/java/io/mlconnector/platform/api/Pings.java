package io.mlconnector.platform.api;

import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.vendor.VendorConnection;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.VendorFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Pings owned connections and keeps what was found; a failure is a finding like any other. */
@ApplicationScoped
public class Pings {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Adapter adapter;
  private final ConnectionStates states;
  private final Clock clock;

  Pings(Adapter adapter, ConnectionStates states, Clock clock) {
    this.adapter = adapter;
    this.states = states;
    this.clock = clock;
  }

  /**
   * Signs in and looks; kept in the connection's state. A person who pings says that what stood in
   * the way of signing in may be gone.
   */
  PingResult ping(Owned owned) {
    PingResult result = look(owned);
    keep(owned.id(), result);
    return result;
  }

  /** Signs in and looks, and leaves it to the caller to keep what was found. */
  PingResult look(Owned owned) {
    if (owned.connection() instanceof VendorConnection vendor) {
      vendor.tryAgain();
    }
    long began = System.nanoTime();
    LongFunction<PingResult> finding = check(owned);
    return finding.apply((System.nanoTime() - began) / NANOS_PER_MILLI);
  }

  void keep(String connection, PingResult result) {
    states.pinged(connection, result);
  }

  /** What is found of a connection whose work does not even start. */
  PingResult notStarted(String connection, String reason) {
    PingResult result = failed("not-started", reason, 0);
    keep(connection, result);
    return result;
  }

  private LongFunction<PingResult> check(Owned owned) {
    try {
      Check check = adapter.check(owned.connection());
      return millis ->
          new PingResult(
              check.passed(),
              check.identity(),
              check.rights(),
              cause(check),
              check.passed() ? null : "rights",
              millis,
              clock.instant(),
              check.ends());
    } catch (VendorFailure e) {
      return millis -> failed(e.kind().name().toLowerCase(Locale.ROOT), LikelyCause.of(e), millis);
    } catch (CredentialUnavailable e) {
      return millis -> failed("credential", e.getMessage(), millis);
    }
  }

  private PingResult failed(String kind, String cause, long millis) {
    return new PingResult(false, null, List.of(), cause, kind, millis, clock.instant(), List.of());
  }

  private static String cause(Check check) {
    if (check.identity() == null) {
      return "The system answers and takes us for nobody: check the credentials below auth";
    }
    return check.passed()
        ? null
        : check.rights().stream()
            .filter(right -> !right.granted())
            .map(Pings::missing)
            .collect(Collectors.joining("; "));
  }

  private static String missing(Right right) {
    return right.what() + " is not allowed" + (right.hint() == null ? "" : ": " + right.hint());
  }
}
