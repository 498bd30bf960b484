package io.mlconnector.platform.lapse;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.owner.OwnedConnections;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Tells how long it is until something ends, for the connections that this replica owns. */
@ApplicationScoped
public class LapseMeters {

  private static final Log LOG = Log.of(LapseMeters.class);

  /** Levels at which somebody has to act, as on the pages; see {@link LapseView}. */
  private static final Set<String> ACT = Set.of("urgent", "over");

  private final Lapses lapses;
  private final OwnedConnections owned;
  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<Of, Told> told = new HashMap<>();

  LapseMeters(Lapses lapses, OwnedConnections owned, MeterRegistry registry, Clock clock) {
    this.lapses = lapses;
    this.owned = owned;
    this.registry = registry;
    this.clock = clock;
  }

  private record Of(String connection, String what) {}

  private record Told(AtomicLong at, AtomicBoolean acts, List<Meter> meters) {}

  /** What is new is told from now on, what is gone or owned elsewhere no more. */
  @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
  synchronized void look() {
    if (owned.all().isEmpty() && told.isEmpty()) {
      return;
    }
    try {
      Map<Of, LapseView> ends = new HashMap<>();
      for (LapseView each : lapses.all()) {
        if (owned.find(each.connection()).isPresent()) {
          // Of two rules for one thing, the one that comes first.
          ends.putIfAbsent(new Of(each.connection(), each.what()), each);
        }
      }
      told.entrySet().removeIf(one -> !ends.containsKey(one.getKey()) && removed(one.getValue()));
      ends.forEach(
          (of, end) -> {
            Told one = told.computeIfAbsent(of, this::gauges);
            one.at().set(end.at().getEpochSecond());
            one.acts().set(ACT.contains(end.level()));
          });
    } catch (DatabaseUnavailable e) {
      LOG.warn("What lapses is not told anew", "reason", e.getMessage());
    }
  }

  private boolean removed(Told one) {
    one.meters().forEach(registry::remove);
    return true;
  }

  private Told gauges(Of of) {
    AtomicLong at = new AtomicLong();
    AtomicBoolean acts = new AtomicBoolean();
    Gauge left =
        Gauge.builder(
                "mlconnector.lapse.seconds.left", () -> at.get() - clock.instant().getEpochSecond())
            .tag("connection", of.connection())
            .tag("what", of.what())
            .register(registry);
    Gauge urgent =
        Gauge.builder("mlconnector.lapse.urgent", () -> acts.get() ? 1 : 0)
            .description("1 while a person has to see to it within 7 days")
            .tag("connection", of.connection())
            .tag("what", of.what())
            .register(registry);
    return new Told(at, acts, List.of(left, urgent));
  }
}
