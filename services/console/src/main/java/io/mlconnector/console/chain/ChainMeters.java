package io.mlconnector.console.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.meter.GaugeSet;
import io.mlconnector.flow.meter.StandingGauges;
import io.mlconnector.flow.meter.StandingGauges.Row;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tells what the newest verification of the ledger found, the same on every replica. */
@ApplicationScoped
public class ChainMeters {

  private final MeterRegistry registry;
  private final Verifications verifications;
  private final Clock clock;
  private final StandingGauges gauges;

  public ChainMeters(MeterRegistry registry, Verifications verifications, Clock clock) {
    this.registry = registry;
    this.verifications = verifications;
    this.clock = clock;
    this.gauges =
        new StandingGauges(
            Map.of(
                "broken",
                gauge("mlconnector.ledger.broken", "1 where it did not fit"),
                "age",
                gauge("mlconnector.ledger.verified.age.seconds", "Since it was verified")));
  }

  private GaugeSet gauge(String name, String description) {
    return new GaugeSet(registry, name, description, List.of());
  }

  private Stream<Row> rows(Verification judged) {
    double age = Duration.between(judged.finished(), clock.instant()).toSeconds();
    return Stream.of(
        new Row("broken", List.of(), judged.verdict().fits() ? 0 : 1),
        new Row("age", List.of(), age));
  }

  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    gauges.tell(() -> verifications.lastJudged().stream().flatMap(this::rows).toList());
  }
}
