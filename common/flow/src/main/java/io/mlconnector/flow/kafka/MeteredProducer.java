package io.mlconnector.flow.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mlconnector.flow.lease.LeaseLost;
import java.util.List;

/** Tells how long the broker takes for a transaction, and how often it does not take it. */
final class MeteredProducer implements FencedProducer {

  private final FencedProducer producer;
  private final MeterRegistry registry;

  MeteredProducer(FencedProducer producer, MeterRegistry registry) {
    this.producer = producer;
    this.registry = registry;
  }

  @Override
  public void publish(List<Message> messages) {
    Timer.Sample sample = Timer.start(registry);
    String result = "failed";
    try {
      producer.publish(messages);
      result = "sent";
      registry.counter("mlconnector.kafka.sent").increment(messages.size());
    } catch (MessageRefused e) {
      result = "refused";
      throw e;
    } catch (BrokerUnavailable e) {
      result = "unavailable";
      throw e;
    } catch (LeaseLost e) {
      result = "lost";
      throw e;
    } finally {
      sample.stop(
          Timer.builder("mlconnector.kafka.transactions")
              .description("How long the broker took for a transaction of a connection or lane")
              .tag("result", result)
              .register(registry));
    }
  }

  @Override
  public void fence() {
    producer.fence();
  }

  @Override
  public void close() {
    producer.close();
  }
}
