package io.mlconnector.platform.delivery;

import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes batches on threads of its own, and tells the lane what came of them. A batch has its place
 * among the vendor's calls until the vendor has answered; what it came to is committed behind it,
 * while the next call is under way. No more batches wait for that than calls may be made.
 */
final class Crew implements AutoCloseable {

  private static final Log LOG = Log.of(Crew.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Desk desk;
  private final Settling settling;
  private final Consumer<Runnable> lane;
  private final Runnable lost;
  private final Consumer<Throwable> die;
  private final int concurrency;
  private final ExecutorService workers;
  private final Set<CompletableFuture<?>> commits = ConcurrentHashMap.newKeySet();
  private int calling;
  private int committing;

  /**
   * A crew.
   *
   * @param lane does something on the lane's thread
   * @param lost told where another replica has taken over
   * @param die told of what nobody expected
   */
  Crew(
      Desk desk,
      Settling settling,
      int concurrency,
      Consumer<Runnable> lane,
      Runnable lost,
      Consumer<Throwable> die) {
    this.desk = desk;
    this.settling = settling;
    this.concurrency = concurrency;
    this.lane = lane;
    this.lost = lost;
    this.die = die;
    this.workers =
        Executors.newFixedThreadPool(
            concurrency,
            task -> {
              Thread thread = new Thread(task, "delivers " + desk.connection());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How many places are taken. For the lane's thread. */
  int inFlight() {
    return calling + Math.max(0, committing - concurrency);
  }

  /** Makes a batch. For the lane's thread. */
  void batch(BatchRun run, List<Parcel> parcels) {
    calling++;
    workers.execute(
        () ->
            guarded(
                () -> answered(run.run(), parcels),
                () -> calling--,
                e -> settling.failed(parcels, e, PAUSE)));
  }

  /** A failed call, and one that left a job, keep their place until the lane knows of it. */
  private void answered(Report report, List<Parcel> parcels) {
    boolean early = report.failure == null && report.jobs.isEmpty();
    if (early) {
      lane.accept(
          () -> {
            calling--;
            committing++;
          });
    }
    Runnable landed = early ? () -> committing-- : () -> calling--;
    desk.probe().at("before completion");
    CompletableFuture<Void> commit = report.commitLater(desk.committer());
    commits.add(commit);
    commit.whenComplete(
        (done, failure) -> {
          commits.remove(commit);
          guarded(
              () -> {
                rethrow(failure);
                desk.probe().at("after completion");
                lane.accept(
                    () -> {
                      landed.run();
                      settling.settle(report);
                    });
              },
              landed,
              e -> settling.failed(parcels, e, PAUSE));
        });
  }

  private static void rethrow(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RuntimeException known) {
      throw known;
    }
    if (cause instanceof Error error) {
      throw error;
    }
  }

  /** Makes another call of the vendor, which has its place until the lane knows of its end. */
  void call(Supplier<Report> run, Consumer<RuntimeException> failed) {
    calling++;
    work(workers, run, failed, () -> calling--);
  }

  /** Does work on a thread, and tells the lane what came of it. */
  void work(
      Executor thread, Supplier<Report> run, Consumer<RuntimeException> failed, Runnable landed) {
    thread.execute(
        () ->
            guarded(
                () -> {
                  Report report = run.get();
                  lane.accept(
                      () -> {
                        landed.run();
                        settling.settle(report);
                      });
                },
                landed,
                failed));
  }

  private void guarded(Runnable work, Runnable landed, Consumer<RuntimeException> failed) {
    try {
      work.run();
    } catch (LeaseLost e) {
      LOG.debug("A batch ends, the lease is lost", "connection", desk.connection());
      lost.run();
    } catch (RuntimeException e) {
      if (!(e instanceof DatabaseUnavailable)) {
        LOG.error(e, "A batch failed on our side", "connection", desk.connection());
      }
      lane.accept(
          () -> {
            landed.run();
            failed.accept(e);
          });
    } catch (Error e) {
      die.accept(e);
    }
  }

  /** Does something that is no call of the vendor, then tells the lane. */
  void aside(Supplier<Runnable> work) {
    workers.execute(
        () -> {
          try {
            lane.accept(work.get());
          } catch (LeaseLost e) {
            lost.run();
          } catch (RuntimeException | Error e) {
            die.accept(e);
          }
        });
  }

  /**
   * Takes nothing more, and waits for what is under way to end and be recorded.
   *
   * @return whether it did within the limit
   */
  boolean end(Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    workers.shutdown();
    boolean ended = workers.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      long left = Math.max(0, until - System.nanoTime());
      CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new))
          .get(left, TimeUnit.NANOSECONDS);
      return ended;
    } catch (ExecutionException e) {
      return ended;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
