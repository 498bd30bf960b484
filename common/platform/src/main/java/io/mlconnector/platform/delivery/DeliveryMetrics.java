package io.mlconnector.platform.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mlconnector.spi.TableChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Counts and times of one connection's deliveries, while this replica owns it. */
final class DeliveryMetrics implements AutoCloseable {

  /** From a webhook's tenth of a second to a day of waiting; few, as each is a series. */
  private static final Duration[] BOUNDS =
      Stream.of(0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 14_400.0, 86_400.0)
          .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final String connection;
  private final Clock clock;
  private final AtomicLong backlog = new AtomicLong();
  private final AtomicLong secondsLeft = new AtomicLong(-1);
  private final AtomicLong inFlight = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final Map<String, AtomicLong> pending = new ConcurrentHashMap<>();
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

  /** Deliveries of tables that came to their end with a publish. */
  void told(List<Ending> endings) {
    endings.forEach(this::ended);
  }

  /** How many rows of a table wait to be published. */
  void pending(String object, long rows) {
    pending
        .computeIfAbsent(
            object,
            any -> {
              AtomicLong value = new AtomicLong();
              gauges.add(
                  Gauge.builder("mlconnector.tables.pending", value, AtomicLong::get)
                      .description("Rows of a table that are not published as they are kept")
                      .tag("connection", connection)
                      .tag("object", object)
                      .register(registry));
              return value;
            })
        .set(rows);
  }

  /** A publish of a table that its target has confirmed. */
  void published(String object, TableChange.Action action, Instant opened) {
    Timer.builder("mlconnector.tables.publish")
        .description("From the opening of a publish until the target has confirmed it")
        .tag("connection", connection)
        .tag("object", object)
        .tag("action", action.name().toLowerCase(java.util.Locale.ROOT))
        .register(registry)
        .record(since(opened));
  }

  /** A publish of a table that failed, by whether it is given up. */
  void publishFailed(String object, boolean last) {
    Counter.builder("mlconnector.tables.publish.failed")
        .description("Publishes of a table that failed; the last try parks its deliveries")
        .tag("connection", connection)
        .tag("object", object)
        .tag("last", Boolean.toString(last))
        .register(registry)
        .increment();
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
        .serviceLevelObjectives(BOUNDS)
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
