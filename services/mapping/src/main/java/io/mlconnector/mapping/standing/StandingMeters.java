package io.mlconnector.mapping.standing;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.meter.GaugeSet;
import io.mlconnector.flow.meter.StandingGauges;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Tells what waits for people in the mapping, every 15 s, the same on every replica. */
@ApplicationScoped
public class StandingMeters {

  private final MeterRegistry registry;
  private final Transactions transactions;
  private final StandingGauges gauges;

  public StandingMeters(MeterRegistry registry, Transactions transactions) {
    this.registry = registry;
    this.transactions = transactions;
    this.gauges =
        new StandingGauges(
            Map.of(
                "parked",
                gauge("mlconnector.mapping.parked.records", "Records without a delivery", "route"),
                "faults",
                gauge("mlconnector.mapping.faults", "Expressions that are switched off", "route"),
                "unreadable",
                gauge("mlconnector.mapping.unreadable.records", "Messages nobody could read"),
                "conflicts",
                gauge("mlconnector.mapping.conflicts", "Pairs of records with a conflict")));
  }

  private GaugeSet gauge(String name, String description, String... labels) {
    return new GaugeSet(registry, name, description, List.of(labels));
  }

  @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    gauges.tell(() -> transactions.inTransaction(StandingTable::all));
  }
}
