package io.mlconnector.flow.kafka;

import io.mlconnector.flow.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads topics on a thread of its own until it is closed, and never skips: a batch is handled until
 * it works, and only then are its offsets committed. While a batch waits, the partitions are paused
 * and membership goes on. The records of a partition that goes to another replica leave the batch.
 */
public final class ConsumerLoop implements AutoCloseable {

  private static final Log LOG = Log.of(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STUCK = Duration.ofMillis(KafkaSettings.MAX_POLL_INTERVAL_MILLIS);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Subscription subscription;
  private final Supplier<Consumer<String, byte[]>> factory;
  private final BatchHandler handler;
  private final Runnable whenClosed;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final Thread thread;
  private final List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
  private volatile Consumer<String, byte[]> consumer;
  private volatile boolean closed;
  private volatile boolean paused;
  private volatile boolean meant;
  private volatile long lag;
  private volatile long lastPoll = System.nanoTime();
  private volatile String trouble;

  ConsumerLoop(
      Subscription subscription,
      Supplier<Consumer<String, byte[]>> factory,
      BatchHandler handler,
      Runnable whenClosed) {
    this.subscription = subscription;
    this.factory = factory;
    this.handler = handler;
    this.whenClosed = whenClosed;
    this.thread = new Thread(this::run, "consumer-" + subscription.name());
  }

  ConsumerLoop start() {
    thread.start();
    return this;
  }

  public String name() {
    return subscription.name();
  }

  public boolean isClosed() {
    return closed;
  }

  /** Whether it is closed on purpose, or its thread runs and has polled within the limit. */
  public boolean isHealthy() {
    Duration sinceLastPoll = Duration.ofNanos(System.nanoTime() - lastPoll);
    return closed || thread.isAlive() && sinceLastPoll.compareTo(STUCK) < 0;
  }

  /** Whether a batch waits to be handled again. */
  public boolean isPaused() {
    return paused;
  }

  /** Whether it waits because it cannot be handled, and not on purpose; see {@link NotNow}. */
  public boolean isStuck() {
    return paused && !meant;
  }

  /** Whether a batch waits on purpose; see {@link NotNow}. */
  public boolean isHeld() {
    return paused && meant;
  }

  /** Records that are at the broker and not yet read here, as last seen. */
  public long lag() {
    return lag;
  }

  /** What kind of error keeps the loop from getting on; null while it gets on. */
  public String trouble() {
    return trouble;
  }

  private void run() {
    while (!closed) {
      try (Consumer<String, byte[]> opened = factory.get()) {
        consumer = opened;
        batch.clear();
        subscribe();
        while (!closed) {
          turn();
        }
      } catch (WakeupException | InterruptException e) {
        // The interrupt, which Kafka sets again, would end every wait of the next round at once.
        boolean interrupted = Thread.interrupted();
        LOG.debug("Consumer loop woken", "loop", name(), "interrupted", interrupted);
      } catch (RuntimeException e) {
        trouble = e.getClass().getSimpleName();
        LOG.warn(e, "Consumer loop starts again", "loop", name());
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private void subscribe() {
    Rebalance rebalance = new Rebalance();
    if (subscription.pattern() == null) {
      consumer.subscribe(subscription.topics(), rebalance);
    } else {
      consumer.subscribe(subscription.pattern(), rebalance);
    }
  }

  private void turn() {
    poll(POLL).forEach(batch::add);
    while (!batch.isEmpty() && !closed) {
      try {
        handler.handle(List.copyOf(batch));
        commit();
        batch.clear();
        worked();
      } catch (WakeupException | InterruptException e) {
        throw e;
      } catch (Exception | AssertionError e) {
        waitWith(e);
      }
    }
    if (paused && !closed) {
      // All of a waiting batch went elsewhere; what stays here must not stay paused.
      worked();
    }
  }

  private Iterable<ConsumerRecord<String, byte[]>> poll(Duration timeout) {
    var records = consumer.poll(timeout);
    lastPoll = System.nanoTime();
    long behind = 0;
    for (TopicPartition partition : consumer.assignment()) {
      behind += consumer.currentLag(partition).orElse(0);
    }
    lag = behind;
    return records;
  }

  /** Keeps membership while the batch waits; a rebalance may take records out of it meanwhile. */
  private void waitWith(Throwable error) {
    meant = error instanceof NotNow;
    if (backoff.failures() == 0 && meant) {
      LOG.info("A batch waits on purpose", "loop", name(), "reason", error.getMessage());
    } else if (backoff.failures() == 0) {
      LOG.warn(error, "A batch waits until it can be handled", "loop", name());
    }
    trouble = meant ? null : error.getClass().getSimpleName();
    paused = true;
    consumer.pause(consumer.assignment());
    long end = System.nanoTime() + backoff.next().toNanos();
    while (System.nanoTime() - end < 0 && !closed) {
      poll(Duration.ofNanos(Math.max(0, end - System.nanoTime()))).forEach(batch::add);
    }
  }

  private void worked() {
    if (paused) {
      LOG.info("No batch waits any more", "loop", name(), "failures", backoff.failures());
      consumer.resume(consumer.assignment());
      paused = false;
    }
    trouble = null;
    backoff.reset();
  }

  /** An offset that could not be committed is committed with the next batch, or read again. */
  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : batch) {
      offsets.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }
    try {
      consumer.commitSync(offsets);
    } catch (WakeupException e) {
      // The close came while the batch was handled: it is done and need not come again.
      consumer.commitSync(offsets);
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn(e, "Offsets were not committed", "loop", name());
    }
  }

  private void pause() {
    try {
      Thread.sleep(backoff.next().toMillis());
    } catch (InterruptedException e) {
      LOG.debug("Consumer loop woken", "loop", name());
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      batch.removeIf(
          record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (paused) {
        consumer.pause(partitions);
      }
    }
  }

  /** Waits for the batch that is being handled; one that waits comes again at the next start. */
  @Override
  public void close() {
    closed = true;
    Consumer<String, byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    try {
      thread.join(CLOSE.toMillis());
      thread.interrupt();
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      whenClosed.run();
    }
  }
}
