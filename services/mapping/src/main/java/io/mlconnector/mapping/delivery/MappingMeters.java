package io.mlconnector.mapping.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what goes through. A batch that comes again after an error is counted again. */
@ApplicationScoped
public class MappingMeters {

  private record Key(Step step, String route) {}

  private final MeterRegistry registry;
  private final Map<Key, Counter> decided = new ConcurrentHashMap<>();
  private final Map<String, Counter> events = new ConcurrentHashMap<>();
  private final Map<String, Counter> summaries = new ConcurrentHashMap<>();

  public MappingMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** One record under one route: routed (a delivery went out), filtered or parked. */
  public void decided(Step step, String route) {
    decided
        .computeIfAbsent(
            new Key(step, route),
            key ->
                Counter.builder("mlconnector.mapping.decisions")
                    .description("Records under routes, by what was decided")
                    .tag("step", step.name().toLowerCase(java.util.Locale.ROOT))
                    .tag("route", route)
                    .register(registry))
        .increment();
  }

  /**
   * Events that came in.
   *
   * @param kind {@code new}, {@code repeated}, {@code superseded} or {@code unreadable}
   */
  public void events(String kind, long count) {
    events
        .computeIfAbsent(
            kind,
            key ->
                Counter.builder("mlconnector.mapping.events")
                    .description("Canonical events, by what they brought")
                    .tag("kind", kind)
                    .register(registry))
        .increment(count);
  }

  /**
   * A support summary that was compared with the helpdesk's own count.
   *
   * @param result {@code same}, {@code doubted} at the first look, {@code different} at the second,
   *     {@code unanswered}, or {@code uncounted} by systems that do not count
   */
  public void spotChecks(String result) {
    registry.counter("mlconnector.mapping.spot-checks", "result", result).increment();
  }

  /**
   * Support summaries that were counted.
   *
   * @param result {@code published} or {@code unchanged}
   */
  public void summaries(String result, long count) {
    summaries
        .computeIfAbsent(
            result,
            key ->
                Counter.builder("mlconnector.mapping.summaries")
                    .description("Support summaries that were counted, by what came of it")
                    .tag("result", result)
                    .register(registry))
        .increment(count);
  }
}
