package io.mlconnector.platform.owner;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.connection.StoredConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A connection while its lease is ours. Its work follows the stored document: a change closes the
 * work and starts it anew under the same lease. A connection that cannot be started calls for
 * attention and is tried again when something changes, and from time to time.
 */
final class Ownership implements AutoCloseable {

  private static final Log LOG = Log.of(ConnectionOwner.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  static final String BY = "start";

  private final String id;
  private final Lease lease;
  private final OwnerParts parts;
  private final ScheduledExecutorService turns;
  private RunningConnection running;
  private boolean told;
  private boolean closed;

  Ownership(String id, Lease lease, OwnerParts parts) {
    this.id = id;
    this.lease = lease;
    this.parts = parts;
    this.turns =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "owner-" + id);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts the work, and has it follow changes from then on.
   *
   * @param check how often changes are looked for
   * @throws DatabaseUnavailable where it is not known what is stored; nothing is started then
   */
  Ownership begin(Duration check) {
    try {
      follow();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    turns.scheduleWithFixedDelay(
        this::turn, check.toMillis(), check.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Looks for a change soon. */
  void changed() {
    turns.execute(this::turn);
  }

  private void turn() {
    try {
      follow();
    } catch (LeaseLost e) {
      LOG.debug("Ownership is over", "connection", id);
    } catch (RuntimeException e) {
      LOG.warn(e, "It is not known whether a connection changed", "connection", id);
    }
  }

  /**
   * Sees to it that the newest document is at work; does nothing where it is.
   *
   * @throws DatabaseUnavailable where it is not known what is stored
   */
  private synchronized void follow() {
    if (closed || !lease.holds()) {
      return;
    }
    Optional<StoredConnection> stored = stored();
    if (running != null && stored.filter(one -> running.isCurrent(one.version())).isPresent()) {
      return;
    }
    if (running != null) {
      LOG.info(
          stored.isPresent()
              ? "Connection changed, its work starts anew"
              : "Connection is switched off or gone, its work ends",
          "connection",
          id);
      stop(stored.isEmpty());
    }
    stored.ifPresent(this::start);
  }

  private void start(StoredConnection stored) {
    try {
      running = RunningConnection.start(lease, stored, parts);
      parts.states().fine(id, BY);
      told = false;
      LOG.info("Connection at work", "connection", id, "version", stored.version());
    } catch (LeaseLost | DatabaseUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      parts.states().needsAttention(id, BY, "Cannot be started: " + e.getMessage());
      if (!told) {
        LOG.warn(e, "Connection cannot be started", "connection", id);
        told = true;
      }
    }
  }

  /**
   * Does something while the work rests; then it goes on, with what is stored by then.
   *
   * @throws Problem asking to come again where ownership is over
   */
  synchronized <T> T resting(Function<Lease, T> action) {
    if (closed || !lease.holds()) {
      throw Problem.unavailable(
          "Connection %s is being taken over; try again".formatted(id), AGAIN);
    }
    stop(false);
    try {
      return action.apply(lease);
    } finally {
      turn();
    }
  }

  @Override
  public void close() {
    turns.shutdown();
    synchronized (this) {
      closed = true;
      if (running != null) {
        stop(isGone());
      }
    }
  }

  private Optional<StoredConnection> stored() {
    return parts.store().find(id).filter(one -> one.document().enabled());
  }

  private boolean isGone() {
    try {
      return stored().isEmpty();
    } catch (DatabaseUnavailable e) {
      return false;
    }
  }

  /**
   * Ends the work.
   *
   * @param gone whether nobody goes on with it
   */
  private void stop(boolean gone) {
    if (running != null) {
      if (gone) {
        running.giveUp();
      }
      running.close();
      running = null;
    }
  }
}
