package io.mlconnector.platform.standing;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.meter.GaugeSet;
import io.mlconnector.flow.meter.StandingGauges;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.spi.Adapter;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Tells how all connections of this system stand, those of other replicas and of nobody included:
 * whoever asks one replica has seen them all. Looked up every 15 s, however often it is asked for.
 */
@ApplicationScoped
public class StandingMeters {

  private final MeterRegistry registry;
  private final Transactions transactions;
  private final Adapter adapter;
  private final StandingGauges gauges;

  StandingMeters(MeterRegistry registry, Transactions transactions, Adapter adapter) {
    this.registry = registry;
    this.transactions = transactions;
    this.adapter = adapter;
    this.gauges =
        new StandingGauges(
            Map.of(
                "owned",
                gauge("mlconnector.connection.owned", "1 while a replica has it at work"),
                "attention",
                gauge("mlconnector.connection.attention", "1 while a person has to act", "cause"),
                "parked",
                gauge("mlconnector.parked.records", "Records that stand aside", "side", "reason"),
                "oldest",
                gauge("mlconnector.deliveries.oldest.seconds", "How long it waits", "state"),
                "token-age",
                gauge("mlconnector.token.age.seconds", "Since the newest token was got"),
                "token-left",
                gauge("mlconnector.token.left.seconds", "Until the newest token ends"),
                "sign-ins",
                gauge("mlconnector.sign-ins.last.hour", "Sign-ins of the hour just past"),
                "table-age",
                gauge("mlconnector.tables.age.seconds", "Since it was last published", "object")));
  }

  private GaugeSet gauge(String name, String description, String... further) {
    String[] labels = new String[further.length + 1];
    labels[0] = "connection";
    System.arraycopy(further, 0, labels, 1, further.length);
    return new GaugeSet(registry, name, description, List.of(labels));
  }

  /** Looks anew. */
  @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    gauges.tell(() -> transactions.inTransaction(sql -> StandingTable.of(sql, adapter.system())));
  }
}
