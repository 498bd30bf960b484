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
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Tells how long it is until something ends, for the connections that this replica owns. */
@ApplicationScoped
public class LapseMeters {

  private static final Log LOG = Log.of(LapseMeters.class);

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

  private record Told(AtomicLong at, Meter meter) {}

  /** What is new is told from now on, what is gone or owned elsewhere no more. */
  @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
  synchronized void look() {
    if (owned.all().isEmpty() && told.isEmpty()) {
      return;
    }
    try {
      Map<Of, Long> ends = new HashMap<>();
      for (LapseView each : lapses.all()) {
        if (owned.find(each.connection()).isPresent()) {
          // Of two rules for one thing, the one that comes first.
          ends.putIfAbsent(new Of(each.connection(), each.what()), each.at().getEpochSecond());
        }
      }
      told.entrySet().removeIf(one -> !ends.containsKey(one.getKey()) && removed(one.getValue()));
      ends.forEach((of, at) -> told.computeIfAbsent(of, this::gauge).at().set(at));
    } catch (DatabaseUnavailable e) {
      LOG.warn("What lapses is not told anew", "reason", e.getMessage());
    }
  }

  private boolean removed(Told one) {
    registry.remove(one.meter());
    return true;
  }

  private Told gauge(Of of) {
    AtomicLong at = new AtomicLong();
    Gauge gauge =
        Gauge.builder(
                "mlconnector.lapse.seconds.left", () -> at.get() - clock.instant().getEpochSecond())
            .tag("connection", of.connection())
            .tag("what", of.what())
            .register(registry);
    return new Told(at, gauge);
  }
}
