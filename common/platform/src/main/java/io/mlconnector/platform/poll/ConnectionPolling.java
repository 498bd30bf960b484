package io.mlconnector.platform.poll;

import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.SourceStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The polling of one owned connection: a runner per stream that is switched on. */
final class ConnectionPolling implements AutoCloseable {

  private final Owned owned;
  private final Map<String, StreamRunner> runners = new LinkedHashMap<>();
  private final ExecutorService executor;
  private final PollServices services;
  private final Map<String, Duration> parkedAgain = new HashMap<>();

  ConnectionPolling(Owned owned, Adapter adapter, PollServices services, Backfills backfills) {
    this.owned = owned;
    this.services = services;
    this.executor = Executors.newCachedThreadPool(threads(owned.id()));
    PagePublisher publisher = new PagePublisher(owned, services, this::readAgain);
    String usually = adapter.connectionSpec().everyDefault();
    for (SourceStream<?> stream : adapter.sources()) {
      StreamSchedule schedule = StreamSchedule.of(owned.document(), stream, usually);
      if (schedule.enabled()) {
        runners.put(stream.name(), runner(stream, schedule, publisher, services, backfills));
        stream
            .parkedAgain(owned.connection().settings())
            .ifPresent(every -> parkedAgain.put(stream.name(), every));
      }
    }
  }

  private <T> StreamRunner runner(
      SourceStream<T> stream,
      StreamSchedule schedule,
      PagePublisher publisher,
      PollServices services,
      Backfills backfills) {
    return new StreamRunner(
        owned,
        new StreamPoller<>(owned, stream, schedule, publisher, services),
        schedule,
        services,
        executor,
        new Rereads<>(owned, stream, publisher, services)::drain,
        new BackfillRun<>(owned, stream, publisher, services, backfills)::drain);
  }

  private void readAgain(String stream) {
    StreamRunner runner = runners.get(stream);
    if (runner != null) {
      runner.want(StreamRunner.Kind.REREAD);
    }
  }

  Owned owned() {
    return owned;
  }

  StreamRunner runner(String stream) {
    return runners.get(stream);
  }

  /** Has parked records read again, in streams that want that, once it is time. */
  void readParkedAgain() {
    Instant now = services.clock().instant();
    parkedAgain.forEach(
        (stream, every) -> {
          int due =
              services
                  .transactions()
                  .inTransaction(
                      sql ->
                          services
                              .parked()
                              .retryTriedBefore(sql, owned.id(), stream, now.minus(every), now));
          if (due > 0) {
            readAgain(stream);
          }
        });
  }

  void tick() {
    runners.values().forEach(StreamRunner::tick);
  }

  /**
   * Stops. Calls under way are interrupted; what they might still try is refused by the lease's
   * guard and by the fenced producer.
   */
  @Override
  public void close() {
    runners.values().forEach(StreamRunner::stop);
    executor.shutdownNow();
    try {
      executor.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory threads(String connection) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "poll-" + connection + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
