package io.mlconnector.platform.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and times of one connection's deliveries, while this replica owns it. */
final class DeliveryMetrics implements AutoCloseable {

  private final MeterRegistry registry;
  private final String connection;
  private final Clock clock;
  private final AtomicLong backlog = new AtomicLong();
  private final AtomicLong secondsLeft = new AtomicLong(-1);
  private final AtomicLong inFlight = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final List<Meter> gauges = new ArrayList<>();

  DeliveryMetrics(MeterRegistry registry, String connection, Clock clock) {
    this.registry = registry;
    this.connection = connection;
    this.clock = clock;
    gauge("mlconnector.deliveries.backlog", "Accepted deliveries not yet at an end", backlog);
    gauge(
        "mlconnector.deliveries.seconds.left",
        "How long those will take; -1 while nothing tells",
        secondsLeft);
    gauge("mlconnector.deliveries.in.flight", "Deliveries in a batch or a job", inFlight);
    gauge("mlconnector.deliveries.unknown", "Writes whose outcome is not known yet", unknown);
  }

  void settled(Report report) {
    report.step.endings.forEach(this::ended);
    report.step.waits.forEach(wait -> waits("parent").increment());
    counter("mlconnector.deliveries.superseded").increment(report.step.needless.size());
    if (report.failure != null) {
      waits(report.failure.kind().name().toLowerCase(java.util.Locale.ROOT)).increment();
    }
  }

  void attempts(int count) {
    counter("mlconnector.deliveries.attempts").increment(count);
  }

  void backlog(long count, Duration left) {
    backlog.set(count);
    secondsLeft.set(left == null ? -1 : left.toSeconds());
  }

  void inFlight(long count) {
    inFlight.set(count);
  }

  void unknown(long count) {
    unknown.set(count);
  }

  private void ended(Ending end) {
    String result = end.result().name().toLowerCase(java.util.Locale.ROOT);
    Counter.builder("mlconnector.deliveries")
        .description("Deliveries that came to an end")
        .tag("connection", connection)
        .tag("object", end.item().object())
        .tag("result", result)
        .register(registry)
        .increment();
    if (end.kind() != null) {
      Counter.builder("mlconnector.deliveries.parked")
          .description("Deliveries that were parked")
          .tag("connection", connection)
          .tag("reason", end.kind().name().toLowerCase(java.util.Locale.ROOT))
          .register(registry)
          .increment();
    } else if (end.delivery() != null && end.delivery().seen() != null && end.written() != null) {
      seconds().record(since(end.delivery().seen()));
    }
  }

  private Duration since(Instant seen) {
    Duration time = Duration.between(seen, clock.instant());
    return time.isNegative() ? Duration.ZERO : time;
  }

  private Timer seconds() {
    return Timer.builder("mlconnector.deliveries.end.to.end")
        .description("From first seen at the source to agreed with the target")
        .tag("connection", connection)
        .publishPercentiles(0.5, 0.99)
        .publishPercentileHistogram()
        .register(registry);
  }

  private Counter waits(String reason) {
    return Counter.builder("mlconnector.deliveries.waits")
        .description("How often something had to wait, by reason")
        .tag("connection", connection)
        .tag("reason", reason)
        .register(registry);
  }

  private Counter counter(String name) {
    return Counter.builder(name).tag("connection", connection).register(registry);
  }

  private void gauge(String name, String description, AtomicLong value) {
    gauges.add(
        Gauge.builder(name, value, AtomicLong::get)
            .description(description)
            .tag("connection", connection)
            .register(registry));
  }

  @Override
  public void close() {
    gauges.forEach(registry::remove);
  }
}
