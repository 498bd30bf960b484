package io.mlconnector.flow.kafka;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * A transactional producer that is opened at the first use, and again after an error, but only
 * while the lease holds.
 */
final class LeaseProducer implements FencedProducer {

  private static final Log LOG = Log.of(Producers.class);

  private final Lease lease;
  private final Transactions transactions;
  private final Supplier<Producer<String, byte[]>> factory;
  private volatile Producer<String, byte[]> producer;
  private volatile boolean closed;
  private boolean ready;

  LeaseProducer(
      Lease lease, Transactions transactions, Supplier<Producer<String, byte[]>> factory) {
    this.lease = lease;
    this.transactions = transactions;
    this.factory = factory;
  }

  private record Refusal(Message message, Exception cause) {}

  @Override
  public synchronized void publish(List<Message> messages) {
    AtomicReference<Refusal> refusal = new AtomicReference<>();
    try {
      makeReady();
      if (!messages.isEmpty()) {
        send(messages, refusal);
      }
    } catch (LeaseLost e) {
      drop();
      throw e;
    } catch (DatabaseUnavailable e) {
      drop();
      throw new BrokerUnavailable(e);
    } catch (RuntimeException e) {
      throw failed(e, refusal.get());
    }
  }

  /**
   * Opens the producer. The lease is checked after the opening: a takeover before this check is
   * seen by it, and an owner that takes over afterwards opens its own producer later than this one
   * and so fences it.
   */
  private void makeReady() {
    check();
    if (ready) {
      return;
    }
    producer = factory.get();
    check();
    producer.initTransactions();
    transactions.run(lease::guard);
    ready = true;
  }

  private void check() {
    if (closed || !lease.holds()) {
      throw new LeaseLost(lease.name(), lease.fence());
    }
  }

  private void send(List<Message> messages, AtomicReference<Refusal> refusal) {
    producer.beginTransaction();
    for (Message message : messages) {
      producer.send(
          record(message),
          (sent, error) -> {
            if (error != null) {
              refusal.compareAndSet(null, new Refusal(message, error));
            }
          });
      if (refusal.get() != null) {
        break;
      }
    }
    producer.flush();
    if (refusal.get() != null) {
      throw new IllegalStateException(refusal.get().cause());
    }
    producer.commitTransaction();
  }

  private static ProducerRecord<String, byte[]> record(Message message) {
    var record = new ProducerRecord<>(message.topic(), message.key(), message.value());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private RuntimeException failed(RuntimeException error, Refusal refusal) {
    if (refusal != null && isForGood(refusal.cause())) {
      abort();
      return new MessageRefused(refusal.message(), refusal.cause());
    }
    drop();
    if (closed) {
      return new LeaseLost(lease.name(), lease.fence());
    }
    Throwable cause = refusal == null ? error : refusal.cause();
    if (isFenced(error) || isFenced(cause)) {
      return fenced(cause);
    }
    LOG.debug("A transaction failed", "lease", lease.name(), "cause", cause);
    return new BrokerUnavailable(cause);
  }

  /** Fenced by a successor, or by a former owner that woke up and will find its own lease lost. */
  private RuntimeException fenced(Throwable cause) {
    try {
      transactions.run(lease::guard);
      LOG.warn(
          cause, "A former owner opened its producer; ours opens again", "lease", lease.name());
      return new BrokerUnavailable(cause);
    } catch (LeaseLost lost) {
      return lost;
    } catch (DatabaseUnavailable e) {
      return new BrokerUnavailable(e);
    }
  }

  private void abort() {
    try {
      producer.abortTransaction();
    } catch (RuntimeException e) {
      drop();
    }
  }

  /** Whatever is open at the broker is aborted when the next producer opens, or by its timeout. */
  private void drop() {
    ready = false;
    Producer<String, byte[]> dropped = producer;
    producer = null;
    if (dropped != null) {
      dropped.close(Duration.ZERO);
    }
  }

  private static boolean isForGood(Exception error) {
    return error instanceof RecordTooLargeException
        || error instanceof InvalidRecordException
        || error instanceof InvalidTopicException
        || error instanceof TopicAuthorizationException;
  }

  private static boolean isFenced(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    closed = true;
    Producer<String, byte[]> open = producer;
    if (open != null) {
      // Ends a publish that is under way in another thread, wherever it waits.
      open.close(Duration.ZERO);
    }
    synchronized (this) {
      drop();
    }
  }
}
