package io.mlconnector.flow.outbox;

import io.mlconnector.flow.kafka.Backoff;
import io.mlconnector.flow.kafka.BrokerUnavailable;
import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.MessageRefused;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.OutboxTable.Row;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends one lane in order, on a thread of its own, until the lease is lost or it is closed. Rows go
 * when the broker has acknowledged them, so a crash in between repeats and never loses.
 */
final class LaneRelay implements AutoCloseable {

  private static final Log LOG = Log.of(OutboxRelay.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
  private static final Duration LAST_RETRY = Duration.ofMinutes(5);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  private final String lane;
  private final Transactions transactions;
  private final FencedProducer producer;
  private final Runnable whenClosed;
  private final Thread thread;
  private final Semaphore wakes = new Semaphore(0);
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final Backoff retries;
  private final Stops stops = new Stops();
  private long after;
  private long retryAt;
  private long countAt = System.nanoTime();
  private volatile long backlog;
  private volatile Long waitingSince;
  private volatile int stopped;
  private volatile boolean ended;

  LaneRelay(
      String lane,
      Transactions transactions,
      FencedProducer producer,
      Duration firstRetry,
      Runnable whenClosed) {
    this.lane = lane;
    this.transactions = transactions;
    this.producer = producer;
    this.retries = new Backoff(firstRetry, LAST_RETRY);
    this.whenClosed = whenClosed;
    this.thread = new Thread(this::run, "outbox-" + lane);
  }

  LaneRelay start() {
    thread.start();
    return this;
  }

  void wake() {
    wakes.release();
  }

  /** Rows that wait, as counted lately, up to {@link OutboxTable#COUNT_LIMIT}. */
  long backlog() {
    return backlog;
  }

  /** For how many seconds the first of them has been waiting; goes on while a send hangs. */
  double oldest() {
    Long since = waitingSince;
    return since == null ? 0 : Math.max(0, System.nanoTime() - since) / 1e9;
  }

  /** Keys, and whole topics, that are stopped. */
  int stopped() {
    return stopped;
  }

  boolean isHealthy() {
    return ended || thread.isAlive();
  }

  private void run() {
    while (!ended) {
      try {
        count();
        boolean more = round();
        backoff.reset();
        await(more ? Duration.ZERO : POLL);
      } catch (LeaseLost e) {
        ended = true;
      } catch (BrokerUnavailable | DatabaseUnavailable e) {
        await(failed(e));
      } catch (RuntimeException e) {
        // The end interrupts a send; what was not sent stays in the outbox.
        if (!ended) {
          LOG.error(e, "An outbox round failed", "lane", lane);
          await(backoff.next());
        }
      }
    }
  }

  private Duration failed(RuntimeException error) {
    if (backoff.failures() == 0 && !ended) {
      LOG.warn(error, "The outbox waits", "lane", lane);
    }
    return backoff.next();
  }

  /** Sends the next rows; returns whether there may be more. */
  private boolean round() {
    tryStoppedAgain();
    List<Row> rows = transactions.inTransaction(sql -> OutboxTable.read(sql, lane, after));
    if (stops.size() == 0) {
      waiting(rows.isEmpty() ? null : rows.get(0).age());
    }
    if (rows.isEmpty()) {
      return false;
    }
    List<Row> open = new ArrayList<>(rows);
    open.removeIf(stops::stopped);
    send(open);
    if (!open.isEmpty()) {
      List<Long> ids = open.stream().map(Row::id).toList();
      transactions.run(sql -> OutboxTable.delete(sql, ids));
    }
    after = rows.get(rows.size() - 1).id();
    return true;
  }

  /** Sends what the broker takes; what it refuses for good leaves the list. */
  private void send(List<Row> open) {
    while (!open.isEmpty()) {
      try {
        producer.publish(open.stream().map(Row::message).toList());
        return;
      } catch (MessageRefused e) {
        Row row = open.stream().filter(r -> r.message() == e.refused()).findFirst().orElseThrow();
        if (stops.size() == 0) {
          retryAt = System.nanoTime() + retries.next().toNanos();
        }
        stops.stop(row, e);
        stopped = stops.size();
        open.removeIf(stops::stopped);
        LOG.warn(
            e,
            "The broker refuses a message; its key waits, the others go on",
            "lane",
            lane,
            "topic",
            row.message().topic(),
            "outboxId",
            row.id());
      }
    }
  }

  /** Goes back to the first stopped row: only stopped rows are left there. */
  private void tryStoppedAgain() {
    if (stops.size() > 0 && System.nanoTime() - retryAt >= 0) {
      after = Math.min(after, stops.first() - 1);
      stops.clear();
    } else if (stops.size() == 0 && stopped > 0) {
      stopped = 0;
      retries.reset();
    }
  }

  private void count() {
    if (System.nanoTime() - countAt >= 0) {
      // Not from the beginning: the index still holds what was deleted since the last vacuum.
      long from = Math.min(after, stops.first() - 1);
      OutboxTable.Backlog found =
          transactions.inTransaction(sql -> OutboxTable.backlog(sql, lane, from));
      backlog = found.rows();
      waiting(found.oldest());
      countAt = System.nanoTime() + COUNT_EVERY.toNanos();
    }
  }

  private void waiting(Duration age) {
    waitingSince = age == null ? null : System.nanoTime() - age.toNanos();
  }

  private void await(Duration time) {
    try {
      if (wakes.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
        wakes.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("Outbox interrupted", "lane", lane);
    }
  }

  @Override
  public void close() {
    ended = true;
    wake();
    try {
      thread.join(CLOSE.toMillis());
      // Ends a send that waits for an absent broker.
      thread.interrupt();
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      whenClosed.run();
    }
  }
}
