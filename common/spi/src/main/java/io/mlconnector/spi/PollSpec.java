package io.mlconnector.spi;

import java.time.Duration;

/**
 * How a stream is read.
 *
 * @param overlap how far each window reaches back behind the last one, for late commits; zero
 *     unless INCREMENTAL
 * @param reconcile whether a nightly full scan is due, which finds what windows miss and what
 *     vanished at the source; with CONTINUOUS everything known is read again by key
 */
public record PollSpec(Kind kind, Duration overlap, boolean reconcile) {

  /** The three ways that vendors let changes be read. */
  public enum Kind {
    /** By a changed-at stamp, window by window. */
    INCREMENTAL,
    /** All of it each time; changes are found by hash. */
    SNAPSHOT,
    /** By a cursor that the vendor gives and that never ends. */
    CONTINUOUS
  }

  public static PollSpec incremental(Duration overlap) {
    return new PollSpec(Kind.INCREMENTAL, overlap, true);
  }

  public static PollSpec snapshot() {
    return new PollSpec(Kind.SNAPSHOT, Duration.ZERO, false);
  }

  public static PollSpec continuous() {
    return new PollSpec(Kind.CONTINUOUS, Duration.ZERO, false);
  }

  /** For a vendor whose cursor does not tell of everything that is gone. */
  public static PollSpec continuousReconciled() {
    return new PollSpec(Kind.CONTINUOUS, Duration.ZERO, true);
  }
}
