package io.mlconnector.flow.lease;

import io.mlconnector.canonical.event.Sequence;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The right of this replica to be the only one that works on something, for a while. Time left is
 * measured on the monotonic clock from before the renewal was asked for.
 */
public interface Lease {

  /** What it is for, such as {@code connection/fusion-prod}. */
  String name();

  /** Raised by every takeover; an owner with a lower one is a former owner. */
  long fence();

  /** How long it still holds without another renewal; zero or negative once it is lost. */
  Duration remaining();

  default boolean holds() {
    return !remaining().isNegative() && !remaining().isZero();
  }

  /**
   * Makes sure that it holds for at least that long, renewing for longer than usual where needed.
   *
   * @throws LeaseLost where another replica has it
   */
  void ensure(Duration needed);

  /**
   * Checks, and locks until the transaction ends, that the fence is still ours: every commit of an
   * owner starts with it.
   *
   * @throws LeaseLost where it is not
   */
  void guard(Connection sql) throws SQLException;

  /**
   * For how long nobody had it before this replica took it, by the database's clock: whatever saves
   * up while nobody works may be spent, once. The first caller gets it, later ones get zero.
   *
   * @return some 292 years where nobody ever had it
   */
  default Duration claimIdle() {
    return Duration.ZERO;
  }

  /** The next number under this fence. Reads take one when they start, writes when they end. */
  Sequence next();
}
