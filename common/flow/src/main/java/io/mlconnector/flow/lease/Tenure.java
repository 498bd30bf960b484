package io.mlconnector.flow.lease;

import io.mlconnector.flow.log.Log;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** One lease from its taking to its end, with the work that is done under it. */
final class Tenure {

  private static final Log LOG = Log.of(Leases.class);

  private final HeldLease lease;
  private final List<LeasedWork> works;
  private final Executor threads;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final CompletableFuture<Void> started;
  private CompletableFuture<Void> ended;
  private volatile boolean failed;
  private long endingSince;

  /** Starts the works, one after the other, on a thread of its own. */
  Tenure(HeldLease lease, List<LeasedWork> works, Executor threads) {
    this.lease = lease;
    this.works = works;
    this.threads = threads;
    LOG.info("Lease taken", "lease", lease.name(), "fence", lease.fence());
    started = CompletableFuture.runAsync(this::start, threads);
  }

  HeldLease lease() {
    return lease;
  }

  /** Whether some work did not start; the tenure is to be ended then. */
  boolean failed() {
    return failed;
  }

  synchronized boolean ending() {
    return ended != null;
  }

  /** How long the closing has taken so far. */
  synchronized Duration closingFor() {
    return ended == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - endingSince);
  }

  /**
   * Closes the works, last started first, once; then does what is to be done after that.
   *
   * @return completes when nothing of the work has an effect any more and {@code after} is done
   */
  synchronized CompletableFuture<Void> end(String reason, Runnable after) {
    if (ended == null) {
      LOG.info("Lease ends", "lease", lease.name(), "fence", lease.fence(), "reason", reason);
      endingSince = System.nanoTime();
      ended = started.thenRunAsync(this::close, threads).thenRun(after);
    }
    return ended;
  }

  private void start() {
    for (LeasedWork work : works) {
      try {
        running.push(work.start(lease));
      } catch (LeaseLost e) {
        return;
      } catch (Exception e) {
        failed = true;
        LOG.error(e, "Leased work did not start", "lease", lease.name());
        return;
      }
    }
  }

  private void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        // Its effects are refused all the same: by the fence in every commit and every send.
        LOG.error(e, "Leased work did not close well", "lease", lease.name());
      }
    }
  }
}
