package io.mlconnector.sandbox;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A fault to inject: which calls it meets, how often it fires and what it does.
 *
 * @param vendor the vendor's name, or null for every vendor
 * @param method the HTTP method, or null for every method
 * @param path regex to be found in the path, or null for every path
 * @param times how often it fires, {@link #FOREVER} without end
 * @param probability chance that a matching call is met, 0 to 1, drawn from {@code seed}
 * @param status HTTP status for {@code status} and {@code html}; 0 for the kind's default
 * @param retryAfter value of the Retry-After header as it is sent, or null for none
 * @param megabytes size of a {@code huge} body
 * @param trickle pause between two bytes of a {@code slow} body
 * @param after how many calls it would meet pass first
 */
public record Fault(
    FaultKind kind,
    String vendor,
    String method,
    Pattern path,
    int times,
    double probability,
    long seed,
    int status,
    String retryAfter,
    int megabytes,
    Duration trickle,
    int after) {

  public static final int FOREVER = Integer.MAX_VALUE;

  public Fault {
    require(kind != null, "kind: missing");
    require(times > 0, "times: must be 1 or more, or \"forever\"");
    require(probability > 0 && probability <= 1, "probability: must be above 0 and at most 1");
    require(status == 0 || (status >= 200 && status <= 599), "status: must be 200 to 599");
    require(megabytes > 0, "megabytes: must be 1 or more");
    require(after >= 0, "after: must be 0 or more");
    require(!trickle.isNegative() && !trickle.isZero(), "trickle: must be above zero");
  }

  /** This kind of fault, once, on the next call of any vendor. */
  public static Fault of(FaultKind kind) {
    Duration trickle = Duration.ofMillis(200);
    return new Fault(kind, null, null, null, 1, 1, 1, 0, null, 400, trickle, 0);
  }

  public Fault on(String newVendor) {
    return new Fault(
        kind,
        newVendor,
        method,
        path,
        times,
        probability,
        seed,
        status,
        retryAfter,
        megabytes,
        trickle,
        after);
  }

  public Fault method(String newMethod) {
    return new Fault(
        kind,
        vendor,
        newMethod,
        path,
        times,
        probability,
        seed,
        status,
        retryAfter,
        megabytes,
        trickle,
        after);
  }

  public Fault path(String regex) {
    return new Fault(
        kind,
        vendor,
        method,
        Pattern.compile(regex),
        times,
        probability,
        seed,
        status,
        retryAfter,
        megabytes,
        trickle,
        after);
  }

  public Fault times(int newTimes) {
    return new Fault(
        kind,
        vendor,
        method,
        path,
        newTimes,
        probability,
        seed,
        status,
        retryAfter,
        megabytes,
        trickle,
        after);
  }

  public Fault probability(double chance, long newSeed) {
    return new Fault(
        kind,
        vendor,
        method,
        path,
        times,
        chance,
        newSeed,
        status,
        retryAfter,
        megabytes,
        trickle,
        after);
  }

  public Fault status(int newStatus) {
    return new Fault(
        kind,
        vendor,
        method,
        path,
        times,
        probability,
        seed,
        newStatus,
        retryAfter,
        megabytes,
        trickle,
        after);
  }

  public Fault retryAfter(String header) {
    return new Fault(
        kind,
        vendor,
        method,
        path,
        times,
        probability,
        seed,
        status,
        header,
        megabytes,
        trickle,
        after);
  }

  public Fault megabytes(int size) {
    return new Fault(
        kind,
        vendor,
        method,
        path,
        times,
        probability,
        seed,
        status,
        retryAfter,
        size,
        trickle,
        after);
  }

  public Fault trickle(Duration pause) {
    return new Fault(
        kind,
        vendor,
        method,
        path,
        times,
        probability,
        seed,
        status,
        retryAfter,
        megabytes,
        pause,
        after);
  }

  /** Lets so many calls pass that it would meet, as when a scan breaks in the middle. */
  public Fault after(int calls) {
    return new Fault(
        kind,
        vendor,
        method,
        path,
        times,
        probability,
        seed,
        status,
        retryAfter,
        megabytes,
        trickle,
        calls);
  }

  boolean meets(String callVendor, String callMethod, String callPath) {
    return (vendor == null || vendor.equals(callVendor))
        && (method == null || method.equalsIgnoreCase(callMethod))
        && (path == null || path.matcher(callPath).find());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new BadCommand(message);
    }
  }
}
