package io.mlconnector.spi;

import java.time.Duration;

/**
 * How a stream is read.
 *
 * @param overlap how far each window reaches back behind the last one, for late commits; zero
 *     unless INCREMENTAL
 * @param reconcile whether a nightly full scan is due, which finds what windows miss and what
 *     vanished at the source; with CONTINUOUS everything known is read again by key
 * @param lookback where it is not zero, six nights of seven the nightly scan is a window that
 *     reaches so far back instead of everything, for sources too large to be read each night
 */
public record PollSpec(Kind kind, Duration overlap, boolean reconcile, Duration lookback) {

  public PollSpec(Kind kind, Duration overlap, boolean reconcile) {
    this(kind, overlap, reconcile, Duration.ZERO);
  }

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

  /** With nights that look back so far only, but for one a week, which reads everything. */
  public static PollSpec incremental(Duration overlap, Duration lookback) {
    return new PollSpec(Kind.INCREMENTAL, overlap, true, lookback);
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
