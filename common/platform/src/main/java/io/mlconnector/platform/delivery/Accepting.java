package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.kafka.BatchHandler;
import io.mlconnector.flow.kafka.ConsumerLoops;
import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.Producers;
import io.mlconnector.flow.kafka.Subscription;
import io.mlconnector.flow.kafka.TopicSetup;
import io.mlconnector.flow.kafka.TopicSpec;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeasedWork;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.outbox.OutboxRelay;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.spi.Adapter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes deliveries from Kafka, on every replica, and has one of them send what is told of
 * deliveries that no connection's owner tells of.
 */
@ApplicationScoped
public class Accepting implements LeasedWork, BatchHandler {

  /** The lane, and lease, of what is told outside of an owned connection. */
  static final String LANE = "deliveries/outbox";

  private static final Log LOG = Log.of(Accepting.class);

  private final Adapter adapter;
  private final Accept accept;
  private final DeliveryWork work;
  private final ConsumerLoops loops;
  private final TopicSetup setup;
  private final Topics topics;
  private final Producers producers;
  private final OutboxRelay relay;

  public Accepting(
      Adapter adapter,
      Transactions transactions,
      ConnectionStore connections,
      Outbox outbox,
      Audits audits,
      Clock clock,
      Suppressions suppressions,
      DeliveryWork work,
      ConsumerLoops loops,
      TopicSetup setup,
      Topics topics,
      Producers producers,
      OutboxRelay relay) {
    this.adapter = adapter;
    this.accept =
        new Accept(
            transactions,
            id -> connections.find(id).isPresent(),
            outbox,
            new Voice(audits, topics, clock),
            suppressions);
    this.work = work;
    this.loops = loops;
    this.setup = setup;
    this.topics = topics;
    this.producers = producers;
    this.relay = relay;
  }

  void onStart(@Observes StartupEvent event) {
    if (takesNothing()) {
      return;
    }
    String topic = topics.deliveries(adapter.system());
    setup.need(List.of(TopicSpec.deliveries(topics, adapter.system()), TopicSpec.outcomes(topics)));
    loops.start(
        Subscription.to("deliveries", "deliveries-" + adapter.system(), List.of(topic)), this);
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> batch) {
    Accept.Accepted accepted =
        accept.accept(
            batch.stream()
                .map(
                    message ->
                        Arrival.of(
                            "%s-%d-%d"
                                .formatted(message.topic(), message.partition(), message.offset()),
                            message.value()))
                .toList());
    LOG.debug(
        "Deliveries accepted",
        "stored",
        accepted.stored(),
        "repeated",
        accepted.repeated(),
        "parked",
        accepted.parked(),
        "suppressed",
        accepted.suppressed());
    work.wake(String.join(" ", accepted.connections()));
  }

  @Override
  public Set<String> wanted() {
    return takesNothing() ? Set.of() : Set.of(LANE);
  }

  private boolean takesNothing() {
    return adapter.sinks().isEmpty() && adapter.tables().isEmpty();
  }

  @Override
  public AutoCloseable start(Lease lease) {
    FencedProducer producer = producers.open(lease);
    AutoCloseable sending = relay.start(lease, producer);
    return () -> {
      sending.close();
      producer.close();
    };
  }
}
