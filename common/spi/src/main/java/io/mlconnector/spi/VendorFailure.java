package io.mlconnector.spi;

import java.time.Duration;

/**
 * A call that did not do what it should. Its kind alone decides what happens next; an adapter never
 * retries, sleeps or signs in.
 */
public final class VendorFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The four policies. */
  public enum Kind {
    /** Sign in once more, then the connection needs attention. */
    UNAUTHORIZED,
    /** Wait as told, all together. */
    THROTTLED,
    /** Back off with jitter. */
    UNAVAILABLE,
    /** Do not try again; a person must change something. */
    REJECTED
  }

  private final Kind kind;
  private final Duration retryAfter;
  private final int status;
  private final boolean sent;

  private VendorFailure(Kind kind, int status, Duration retryAfter, boolean sent, String words) {
    super(words);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
    this.sent = sent;
  }

  public static VendorFailure unauthorized(int status, String words) {
    return new VendorFailure(Kind.UNAUTHORIZED, status, null, true, words);
  }

  /**
   * The vendor wants us to wait.
   *
   * @param retryAfter as told; null where it did not say
   */
  public static VendorFailure throttled(int status, Duration retryAfter, String words) {
    return new VendorFailure(Kind.THROTTLED, status, retryAfter, true, words);
  }

  /**
   * No answer, or none that says what became of the call.
   *
   * @param sent whether the request may have reached the vendor: a write is then of unknown outcome
   */
  public static VendorFailure unavailable(
      int status, Duration retryAfter, boolean sent, String words) {
    return new VendorFailure(Kind.UNAVAILABLE, status, retryAfter, sent, words);
  }

  public static VendorFailure rejected(int status, String words) {
    return new VendorFailure(Kind.REJECTED, status, null, true, words);
  }

  public Kind kind() {
    return kind;
  }

  /** How long the vendor told us to wait; null where it did not. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** The HTTP status; 0 where there was no answer. */
  public int status() {
    return status;
  }

  /** Whether the request may have reached the vendor. */
  public boolean sent() {
    return sent;
  }
}
