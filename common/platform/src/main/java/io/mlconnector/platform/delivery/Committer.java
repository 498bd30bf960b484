package io.mlconnector.platform.delivery;

import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Commits what the owner of a connection has to say, in the order in which it was said, always
 * under its fence. What comes while a commit is under way goes together into the next one. A
 * database that is away is waited for; after {@link #stop} nothing has an effect any more.
 */
final class Committer implements AutoCloseable {

  private static final Log LOG = Log.of(Committer.class);
  private static final int MOST = 256;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Transactions transactions;
  private final Outbox outbox;
  private final Lease lease;
  private final Completion completion;
  private final Runnable woken;
  private final Probe probe;
  private final LinkedBlockingQueue<Entry<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * Commits for one owner.
   *
   * @param woken told when a commit let waiting deliveries go on
   */
  Committer(
      Transactions transactions,
      Outbox outbox,
      Lease lease,
      Completion completion,
      Runnable woken,
      Probe probe) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.lease = lease;
    this.completion = completion;
    this.woken = woken;
    this.probe = probe;
    this.thread = new Thread(this::loop, "commits " + lease.name());
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Either a step, or work that commits alone. */
  private record Entry<T>(Step step, Transactions.Work<T> work, CompletableFuture<T> done) {}

  /**
   * Commits a step and returns.
   *
   * @throws LeaseLost where another replica has taken over, or this one stopped
   * @throws Unstorable where the database refuses the step's contents
   */
  void commit(Step step) {
    if (!step.isEmpty()) {
      join(submit(new Entry<Void>(step, null, new CompletableFuture<>())));
    }
  }

  /**
   * Commits what is found out in the same transaction, which may be run more than once.
   *
   * @throws Unstorable where the database refuses the contents
   */
  void decide(Transactions.Work<Step> work) {
    after(ask(sql -> apply(sql, List.of(work.run(sql)))));
  }

  /** Commits a step some time soon. */
  CompletableFuture<Void> later(Step step) {
    return step.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : submit(new Entry<Void>(step, null, new CompletableFuture<>()));
  }

  /** Reads under the fence, seeing all that was committed before; waits for the database. */
  <T> T ask(Transactions.Work<T> work) {
    return join(alone(work));
  }

  /** Changes something under the fence, and sends what the change implies; waits for it. */
  void tell(Transactions.Work<List<Message>> work) {
    boolean any =
        ask(
            sql -> {
              List<Message> messages = work.run(sql);
              if (!messages.isEmpty()) {
                outbox.add(sql, lease.name(), messages);
              }
              return !messages.isEmpty();
            });
    if (any) {
      outbox.wake(lease.name());
    }
  }

  /** Does work in a transaction of its own under the fence, after all that was said before. */
  <T> CompletableFuture<T> alone(Transactions.Work<T> work) {
    return submit(new Entry<>(null, work, new CompletableFuture<>()));
  }

  /** The contents of a step cannot be stored. */
  static final class Unstorable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unstorable(DatabaseUnavailable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Nothing has an effect any more once this returns; what was not committed never is. */
  void stop() {
    stopped = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    failAll(lost());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private <T> CompletableFuture<T> submit(Entry<T> entry) {
    queue.add(entry);
    if (stopped) {
      failAll(lost());
    }
    return entry.done;
  }

  private static <T> T join(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private void loop() {
    while (!stopped) {
      try {
        Entry<?> first = queue.take();
        if (first.step == null) {
          alone(first, first.work);
        } else {
          together(first);
        }
      } catch (InterruptedException e) {
        if (!stopped) {
          LOG.debug("Commits were interrupted; going on");
        }
      }
    }
  }

  private void together(Entry<?> first) {
    List<Entry<?>> entries = new ArrayList<>(List.of(first));
    while (entries.size() < MOST && queue.peek() != null && queue.peek().step != null) {
      entries.add(queue.poll());
    }
    steps(entries);
  }

  private void steps(List<Entry<?>> entries) {
    List<Step> steps = entries.stream().<Step>map(Entry::step).toList();
    try {
      Committed committed = patiently(sql -> apply(sql, steps));
      after(committed);
      entries.forEach(entry -> entry.done.complete(null));
    } catch (Unstorable e) {
      if (entries.size() == 1) {
        entries.get(0).done.completeExceptionally(e);
      } else {
        entries.forEach(entry -> steps(List.of(entry)));
      }
    } catch (RuntimeException | Error e) {
      entries.forEach(entry -> entry.done.completeExceptionally(e));
    }
  }

  private <T> void alone(Entry<?> entry, Transactions.Work<T> work) {
    @SuppressWarnings("unchecked")
    CompletableFuture<T> done = (CompletableFuture<T>) entry.done;
    try {
      done.complete(
          patiently(
              sql -> {
                lease.guard(sql);
                Query.pin(sql);
                return work.run(sql);
              }));
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  /** What has to happen after a commit. */
  private record Committed(boolean messages, List<String> wake) {}

  private Committed apply(java.sql.Connection sql, List<Step> steps) throws SQLException {
    lease.guard(sql);
    Query.pin(sql);
    Completion.Done done = completion.apply(sql, steps);
    if (!done.messages().isEmpty()) {
      outbox.add(sql, lease.name(), done.messages());
    }
    List<String> wake = Waiting.anyFor(sql, done.linked()) ? done.linked() : List.of();
    probe.at("before commit");
    return new Committed(!done.messages().isEmpty(), wake);
  }

  private void after(Committed committed) {
    probe.at("after commit");
    if (committed.messages) {
      outbox.wake(lease.name());
    }
    if (!committed.wake.isEmpty()) {
      try {
        Waiting.wake(transactions, committed.wake);
        woken.run();
      } catch (DatabaseUnavailable e) {
        LOG.warn(e, "Waiting deliveries go on at the next sweep", "lease", lease.name());
      }
    }
  }

  private <T> T patiently(Transactions.Work<T> work) {
    while (true) {
      if (stopped || !lease.holds()) {
        throw lost();
      }
      try {
        return transactions.inTransaction(work);
      } catch (DatabaseUnavailable e) {
        if (e.refusesContents()) {
          throw new Unstorable(e);
        }
        LOG.warn(e, "The database did not take a commit; it is tried again", "lease", lease.name());
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      if (!stopped) {
        LOG.debug("A pause was interrupted; going on");
      }
    }
  }

  private LeaseLost lost() {
    return new LeaseLost(lease.name(), lease.fence());
  }

  private void failAll(RuntimeException why) {
    for (Entry<?> entry = queue.poll(); entry != null; entry = queue.poll()) {
      entry.done.completeExceptionally(why);
    }
  }
}
