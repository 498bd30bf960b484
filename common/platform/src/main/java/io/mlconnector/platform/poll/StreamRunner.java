package io.mlconnector.platform.poll;

import io.mlconnector.flow.kafka.BrokerUnavailable;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs one stream's polls, re-reads and backfills when they are due, each kind one at a time, and
 * turns failures into waits that people can see.
 */
final class StreamRunner {

  private static final Log LOG = Log.of(StreamRunner.class);

  /** From so many failures in a row on, the 16th, 32nd, 64th ... is told. */
  private static final int SELDOM = 16;

  /** What a stream does; backfills go beside polls, so that the live cursor is not held up. */
  enum Kind {
    POLL,
    REREAD,
    BACKFILL
  }

  /** One kind's state: whether it runs, is wanted again, and how long it has to wait. */
  private static final class Lane {
    boolean running;
    boolean wanted;
    int failures;
    String told;
    Instant notBefore = Instant.MIN;
  }

  private final Owned owned;
  private final StreamPoller<?> poller;
  private final StreamSchedule schedule;
  private final PollServices services;
  private final Executor executor;
  private final Backoff backoff = Backoff.standard();
  private final Lane[] lanes = {new Lane(), new Lane(), new Lane()};
  private final Runnable reread;
  private final Runnable backfill;
  private final Object testing = new Object();
  private boolean tested;
  private boolean stopped;
  private boolean scanWanted;
  private Instant lastStart;

  StreamRunner(
      Owned owned,
      StreamPoller<?> poller,
      StreamSchedule schedule,
      PollServices services,
      Executor executor,
      Runnable reread,
      Runnable backfill) {
    this.owned = owned;
    this.poller = poller;
    this.schedule = schedule;
    this.services = services;
    this.executor = executor;
    this.reread = reread;
    this.backfill = backfill;
    this.lastStart = poller.state().lastPoll();
    want(Kind.REREAD);
    want(Kind.BACKFILL);
  }

  String stream() {
    return poller.stream().name();
  }

  /** When the next poll starts; null when the stream is off. */
  synchronized Instant next() {
    Instant now = services.clock().instant();
    if (lanes[Kind.POLL.ordinal()].wanted) {
      return schedule.open(now);
    }
    Instant due = schedule.next(lastStart, now).orElse(null);
    Instant notBefore = lanes[Kind.POLL.ordinal()].notBefore;
    return due == null || due.isAfter(notBefore) ? due : notBefore;
  }

  synchronized void want(Kind kind) {
    lanes[kind.ordinal()].wanted = true;
  }

  synchronized void wantScan() {
    scanWanted = true;
    want(Kind.POLL);
  }

  synchronized void stop() {
    stopped = true;
  }

  /**
   * Starts what is due, nothing while the connection is paused. Called at least once a second, and
   * at once when something is wanted.
   */
  synchronized void tick() {
    if (services.paused().test(owned.id())) {
      return;
    }
    Instant now = services.clock().instant();
    for (Kind kind : Kind.values()) {
      Lane lane = lanes[kind.ordinal()];
      if (!stopped && !lane.running && !now.isBefore(lane.notBefore) && due(kind, lane, now)) {
        start(kind, lane, now);
      }
    }
  }

  private boolean due(Kind kind, Lane lane, Instant now) {
    if (schedule.open(now).isAfter(now)) {
      return false;
    }
    if (lane.wanted || kind != Kind.POLL) {
      return lane.wanted;
    }
    return schedule.next(lastStart, now).map(due -> !due.isAfter(now)).orElse(false);
  }

  private void start(Kind kind, Lane lane, Instant now) {
    lane.running = true;
    lane.wanted = false;
    if (kind == Kind.POLL) {
      lastStart = now;
    }
    boolean scan = kind == Kind.POLL && scanWanted;
    scanWanted = scanWanted && kind != Kind.POLL;
    try {
      executor.execute(() -> run(kind, lane, scan));
    } catch (RejectedExecutionException e) {
      stopped = true;
    }
  }

  private void run(Kind kind, Lane lane, boolean scan) {
    RuntimeException failure = null;
    try {
      testOnce();
      switch (kind) {
        case POLL -> poller.poll(scan);
        case REREAD -> reread.run();
        case BACKFILL -> backfill.run();
      }
    } catch (StandsStill e) {
      goOnLater(lane, scan);
      return;
    } catch (RuntimeException e) {
      failure = e;
    }
    finish(kind, lane, failure);
  }

  /** A pause came between two pages: the rest is wanted as soon as it is over. */
  private synchronized void goOnLater(Lane lane, boolean scan) {
    lane.running = false;
    lane.wanted = true;
    scanWanted |= scan;
  }

  /** One kind asks; the others, which begin at the same time, wait for what it finds. */
  private void testOnce() {
    synchronized (testing) {
      if (!tested) {
        poller.stream().selfTest(owned.connection());
        tested = true;
      }
    }
  }

  private void finish(Kind kind, Lane lane, RuntimeException failure) {
    if (failure != null && !isStopped()) {
      report(kind, lane, failure);
    }
    synchronized (this) {
      lane.running = false;
      if (failure == null && lane.told != null) {
        LOG.info("A stream works again", where(kind, "failures", lane.failures));
        lane.told = null;
      }
      lane.failures = failure == null ? 0 : lane.failures + 1;
      if (failure instanceof LeaseLost) {
        stopped = true;
      } else if (failure != null) {
        lane.wanted = true;
        lane.notBefore = services.clock().instant().plus(backoff.after(failure, lane.failures));
      }
    }
    tick();
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private Object[] where(Kind kind, String key, Object value) {
    return new Object[] {"connection", owned.id(), "stream", stream(), "kind", kind, key, value};
  }

  /** What goes on failing for the same reason is told ever less often, and counted each time. */
  private void tell(Kind kind, Lane lane, String reason, RuntimeException failure) {
    boolean same = reason.equals(lane.told);
    if (same && (lane.failures + 1 < SELDOM || Integer.bitCount(lane.failures + 1) > 1)) {
      return;
    }
    lane.told = reason;
    Object[] where = where(kind, "reason", reason);
    if (reason.equals("defect")) {
      LOG.error(failure, "A stream failed", where);
    } else {
      LOG.warn(failure, "A stream failed", where);
    }
  }

  private void report(Kind kind, Lane lane, RuntimeException failure) {
    String reason = reason(failure);
    services.metrics().failed(owned.id(), stream(), reason);
    synchronized (this) {
      tell(kind, lane, reason, failure);
    }
    if (failure instanceof LeaseLost || failure instanceof DatabaseUnavailable) {
      return;
    }
    try {
      services
          .transactions()
          .run(
              sql ->
                  services
                      .cursors()
                      .failed(
                          sql,
                          owned.id(),
                          stream(),
                          failure.getMessage(),
                          services.clock().instant()));
    } catch (DatabaseUnavailable e) {
      LOG.warn("A stream's state is not stored", "connection", owned.id(), "stream", stream());
    }
  }

  private static String reason(RuntimeException failure) {
    if (failure instanceof VendorFailure vendor) {
      return vendor.kind().name().toLowerCase(java.util.Locale.ROOT);
    }
    if (failure instanceof DatabaseUnavailable) {
      return "database";
    }
    if (failure instanceof BrokerUnavailable) {
      return "broker";
    }
    return failure instanceof LeaseLost ? "lease" : "defect";
  }
}
