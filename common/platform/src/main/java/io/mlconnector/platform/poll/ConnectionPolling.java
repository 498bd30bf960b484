package io.mlconnector.platform.poll;

import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.SourceStream;
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

  ConnectionPolling(Owned owned, Adapter adapter, PollServices services, Backfills backfills) {
    this.owned = owned;
    this.executor = Executors.newCachedThreadPool(threads(owned.id()));
    PagePublisher publisher = new PagePublisher(owned, services, this::readAgain);
    String every = adapter.connectionSpec().everyDefault();
    for (SourceStream<?> stream : adapter.sources()) {
      StreamSchedule schedule = StreamSchedule.of(owned.document(), stream.name(), every);
      if (schedule.enabled()) {
        runners.put(stream.name(), runner(stream, schedule, publisher, services, backfills));
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
