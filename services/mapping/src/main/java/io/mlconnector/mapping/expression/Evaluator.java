package io.mlconnector.mapping.expression;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Evaluates expressions on a fixed pool of threads. A thread that hangs inside one built-in
 * function, where {@link Bounds} cannot look, is given up and replaced: its record is reported as
 * stuck and the others go on.
 */
public final class Evaluator implements AutoCloseable {

  private static final long STACK = 8L << 20;
  private static final int MAX_GIVEN_UP = 8;
  private static final int CHUNK = 64;

  private final int threads;
  private final Limits limits;
  private final long patience;
  private final ThreadPoolExecutor pool;
  private final AtomicInteger givenUp = new AtomicInteger();

  /**
   * @param patience after how long inside one function a thread is given up; well above {@link
   *     Limits#time}, because a pause of the whole process counts too
   */
  public Evaluator(int threads, Limits limits, Duration patience) {
    this.threads = threads;
    this.limits = limits;
    this.patience = patience.toNanos();
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread =
                  new Thread(null, task, "expression-" + number.incrementAndGet(), STACK);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What is done with each item. */
  public interface Work<T, R> {

    /** Called on a thread of the pool; passes the bounds on to every expression. */
    R run(T item, Bounds bounds);

    /** The result of an item whose expression hung. */
    R stuck(T item, Expression expression);
  }

  /**
   * Does the work for all items, in the order of the items.
   *
   * @throws IllegalStateException where so many threads hang that a restart is needed
   */
  public <T, R> List<R> all(List<T> items, Work<T, R> work) {
    int size = Math.max(CHUNK, (items.size() + threads - 1) / threads);
    List<Chunk<T, R>> chunks = new ArrayList<>();
    for (int from = 0; from < items.size(); from += size) {
      chunks.add(start(items.subList(from, Math.min(from + size, items.size())), work));
    }
    List<R> results = new ArrayList<>(items.size());
    chunks.forEach(chunk -> await(chunk, work, results));
    return results;
  }

  /** Whether too many threads hang; only a restart helps then. */
  public boolean exhausted() {
    return givenUp.get() >= MAX_GIVEN_UP;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  private <T, R> Chunk<T, R> start(List<T> items, Work<T, R> work) {
    Chunk<T, R> chunk = new Chunk<>(items, work, new Bounds(limits));
    chunk.future = pool.submit(chunk);
    return chunk;
  }

  private <T, R> void await(Chunk<T, R> chunk, Work<T, R> work, List<R> results) {
    Chunk<T, R> running = chunk;
    while (true) {
      try {
        running.future.get(50, TimeUnit.MILLISECONDS);
        running.collect(running.items.size(), results);
        return;
      } catch (TimeoutException e) {
        Expression expression = running.bounds.current();
        if (expression != null && running.bounds.stuckFor(patience)) {
          int at = running.at;
          giveUp(running);
          running.collect(at, results);
          results.add(work.stuck(running.items.get(at), expression));
          running = start(running.items.subList(at + 1, running.items.size()), work);
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Stopped while expressions were evaluated", e);
      }
    }
  }

  private synchronized void giveUp(Chunk<?, ?> chunk) {
    if (givenUp.incrementAndGet() > MAX_GIVEN_UP) {
      givenUp.decrementAndGet();
      throw new IllegalStateException("Too many expressions hang; restart the mapping service");
    }
    chunk.abandoned = this;
    pool.setMaximumPoolSize(threads + givenUp.get());
    pool.setCorePoolSize(threads + givenUp.get());
    chunk.future.cancel(true);
  }

  private synchronized void cameBack() {
    int left = givenUp.decrementAndGet();
    pool.setCorePoolSize(threads + left);
    pool.setMaximumPoolSize(threads + left);
  }

  private static final class Chunk<T, R> implements Runnable {

    private final List<T> items;
    private final Work<T, R> work;
    private final Bounds bounds;
    private final AtomicReferenceArray<R> results;
    private volatile int at;
    private volatile Evaluator abandoned;
    private Future<?> future;

    private Chunk(List<T> items, Work<T, R> work, Bounds bounds) {
      this.items = items;
      this.work = work;
      this.bounds = bounds;
      this.results = new AtomicReferenceArray<>(items.size());
    }

    @Override
    public void run() {
      try {
        for (int i = 0; i < items.size() && abandoned == null; i++) {
          at = i;
          results.set(i, work.run(items.get(i), bounds));
        }
      } finally {
        if (abandoned != null) {
          abandoned.cameBack();
        }
      }
    }

    private void collect(int count, List<R> into) {
      for (int i = 0; i < count; i++) {
        into.add(results.get(i));
      }
    }
  }
}
