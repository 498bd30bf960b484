package io.mlconnector.mapping;

import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.AdaptersInUse;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.kafka.ConsumerLoops;
import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.NotNow;
import io.mlconnector.flow.kafka.Producers;
import io.mlconnector.flow.kafka.Subscription;
import io.mlconnector.flow.kafka.TopicSetup;
import io.mlconnector.flow.kafka.TopicSpec;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeasedWork;
import io.mlconnector.flow.outbox.OutboxRelay;
import io.mlconnector.flow.pause.Pauses;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.event.Events;
import io.mlconnector.mapping.outcome.Outcomes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Starts what mapping does: every replica reads canonical events and outcomes, one of them sends
 * what all have put into the outbox.
 */
@ApplicationScoped
public class MappingWork implements LeasedWork {

  private final FlowConfig config;
  private final ConsumerLoops loops;
  private final TopicSetup setup;
  private final Topics topics;
  private final Producers producers;
  private final OutboxRelay relay;
  private final Events events;
  private final Outcomes outcomes;
  private final Pauses pauses;

  public MappingWork(
      FlowConfig config,
      ConsumerLoops loops,
      TopicSetup setup,
      Topics topics,
      Producers producers,
      OutboxRelay relay,
      Events events,
      Outcomes outcomes,
      Pauses pauses) {
    this.config = config;
    this.loops = loops;
    this.setup = setup;
    this.topics = topics;
    this.producers = producers;
    this.relay = relay;
    this.events = events;
    this.outcomes = outcomes;
    this.pauses = pauses;
  }

  void onStart(@Observes StartupEvent event) {
    List<String> canonical =
        EntityType.ALL.stream().map(entity -> topics.canonical(entity.name())).toList();
    List<TopicSpec> needed = new ArrayList<>();
    EntityType.ALL.forEach(entity -> needed.add(TopicSpec.canonical(topics, entity)));
    needed.add(TopicSpec.outcomes(topics));
    // One missing topic would hold up the lane, audit entries of other routes included.
    AdaptersInUse.of(config)
        .keySet()
        .forEach(system -> needed.add(TopicSpec.deliveries(topics, system)));
    setup.need(needed);
    loops.start(Subscription.to("events", "mapping", canonical), this::take);
    loops.start(
        Subscription.to("outcomes", "mapping-outcomes", List.of(topics.outcomes())), outcomes);
  }

  /** While everything is paused events stay at the broker; outcomes of what is under way do not. */
  private void take(List<ConsumerRecord<String, byte[]>> batch) {
    if (pauses.everything()) {
      throw new NotNow("everything is paused");
    }
    events.handle(batch);
  }

  @Override
  public Set<String> wanted() {
    return Set.of(Lane.NAME);
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
