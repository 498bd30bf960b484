package io.mlconnector.platform.poll;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counters of reading, per connection and stream. */
@ApplicationScoped
public class PollMetrics {

  private final MeterRegistry registry;

  public PollMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void page(String connection, String stream, PageResult page) {
    int read = page.changed() + page.unchanged() + page.suppressed() + page.parked();
    count("mlconnector.polled", connection, stream, read);
    count("mlconnector.published", connection, stream, page.changed());
    count("mlconnector.unchanged", connection, stream, page.unchanged());
    count("mlconnector.suppressed", connection, stream, page.suppressed());
    count("mlconnector.parked.reads", connection, stream, page.fresh());
  }

  void failed(String connection, String stream, String kind) {
    registry
        .counter(
            "mlconnector.poll.failures", "connection", connection, "stream", stream, "kind", kind)
        .increment();
  }

  private void count(String name, String connection, String stream, int amount) {
    registry.counter(name, "connection", connection, "stream", stream).increment(amount);
  }
}
