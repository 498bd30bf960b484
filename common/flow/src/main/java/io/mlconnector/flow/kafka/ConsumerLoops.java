package io.mlconnector.flow.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mlconnector.flow.FlowConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Starts consumer loops, measures them and closes them with the service. */
@ApplicationScoped
public class ConsumerLoops {

  private final FlowConfig config;
  private final KafkaSettings kafka;
  private final MeterRegistry meters;
  private final List<ConsumerLoop> loops = new CopyOnWriteArrayList<>();

  public ConsumerLoops(FlowConfig config, KafkaSettings kafka, MeterRegistry meters) {
    this.config = config;
    this.kafka = kafka;
    this.meters = meters;
  }

  /**
   * Starts a loop.
   *
   * @return the loop; close it where it is to end before the service does
   */
  public ConsumerLoop start(Subscription subscription, BatchHandler handler) {
    String group = config.topics().prefix().orElse("") + subscription.group();
    String client = group + "/" + subscription.name();
    Map<String, Object> settings = kafka.consumer(client, group, subscription.maxRecords());
    List<Meter> gauges = new ArrayList<>();
    ConsumerLoop loop =
        new ConsumerLoop(
            subscription,
            () ->
                new KafkaConsumer<>(
                    settings, new StringDeserializer(), new ByteArrayDeserializer()),
            metered(subscription.name(), handler),
            () -> gauges.forEach(meters::remove));
    gauges.add(
        Gauge.builder("mlconnector.consumer.lag", loop, ConsumerLoop::lag)
            .description("Records at the broker that are not yet read")
            .tag("loop", loop.name())
            .register(meters));
    gauges.add(
        Gauge.builder("mlconnector.consumer.paused", loop, l -> l.isStuck() ? 1 : 0)
            .description("1 while a batch cannot be handled and waits")
            .tag("loop", loop.name())
            .register(meters));
    gauges.add(
        Gauge.builder("mlconnector.consumer.held", loop, l -> l.isHeld() ? 1 : 0)
            .description("1 while records stay at the broker because everything is paused")
            .tag("loop", loop.name())
            .register(meters));
    loops.removeIf(ConsumerLoop::isClosed);
    loops.add(loop);
    return loop.start();
  }

  /** A batch that could not be handled is told by the gauge of what waits, and not here. */
  private BatchHandler metered(String loop, BatchHandler handler) {
    Timer batches =
        Timer.builder("mlconnector.consumer.batches")
            .description("How long batches took until they were durable here")
            .tag("loop", loop)
            .register(meters);
    Counter records =
        Counter.builder("mlconnector.consumer.records")
            .description("Records that were read and are durable here")
            .tag("loop", loop)
            .register(meters);
    return batch -> {
      long begun = System.nanoTime();
      handler.handle(batch);
      batches.record(Duration.ofNanos(System.nanoTime() - begun));
      records.increment(batch.size());
    };
  }

  List<ConsumerLoop> loops() {
    return loops;
  }

  /** Before the leases end, whose holders the handlers may work for. */
  void onStop(@Observes @Priority(50) ShutdownEvent event) {
    close();
  }

  /** Closes all loops. */
  public void close() {
    loops.parallelStream().forEach(ConsumerLoop::close);
  }
}
