package io.mlconnector.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
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
  private final transient JsonNode body;
  private final URI movedTo;

  private VendorFailure(
      Kind kind, int status, Duration retryAfter, boolean sent, String words, Told told) {
    super(words);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
    this.sent = sent;
    this.body = told.body();
    this.movedTo = told.movedTo();
  }

  /** What an answer said besides its words. */
  private record Told(JsonNode body, URI movedTo) {
    static final Told NOTHING = new Told(null, null);
  }

  public static VendorFailure unauthorized(int status, String words) {
    return new VendorFailure(Kind.UNAUTHORIZED, status, null, status != 0, words, Told.NOTHING);
  }

  /**
   * The vendor wants us to wait, or, with status 0, our own share of its budgets is spent: then
   * only calls of that budget have to wait.
   *
   * @param retryAfter as told; null where it did not say
   */
  public static VendorFailure throttled(int status, Duration retryAfter, String words) {
    return new VendorFailure(Kind.THROTTLED, status, retryAfter, status != 0, words, Told.NOTHING);
  }

  /**
   * No answer, or none that says what became of the call.
   *
   * @param sent whether the request may have reached the vendor: a write is then of unknown outcome
   */
  public static VendorFailure unavailable(
      int status, Duration retryAfter, boolean sent, String words) {
    return new VendorFailure(Kind.UNAVAILABLE, status, retryAfter, sent, words, Told.NOTHING);
  }

  public static VendorFailure rejected(int status, String words) {
    return new VendorFailure(Kind.REJECTED, status, null, status != 0, words, Told.NOTHING);
  }

  /** The same failure with what the vendor answered; see {@link #body()}. */
  public VendorFailure with(JsonNode answer) {
    return with(new Told(answer, movedTo));
  }

  /** The same failure with where the vendor said that it has gone; see {@link #movedTo()}. */
  public VendorFailure movedTo(URI place) {
    return with(new Told(body, place));
  }

  private VendorFailure with(Told told) {
    VendorFailure copy = new VendorFailure(kind, status, retryAfter, sent, getMessage(), told);
    copy.setStackTrace(getStackTrace());
    return copy;
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

  /**
   * The vendor's answer, for adapters that must read its details: JSON or XML of at most 64 KiB
   * with credentials replaced, XML as the JSON that it would be; null where it was something else
   * or larger. Never to be logged or shown.
   */
  public JsonNode body() {
    return body;
  }

  /**
   * Where a redirect points, absolute http or https; null where it was none. It is not followed:
   * whoever does must know that the place is the vendor's. May hold secrets in its path and query.
   */
  public URI movedTo() {
    return movedTo;
  }

  /** Whether the request may have reached the vendor. */
  public boolean sent() {
    return sent;
  }
}
