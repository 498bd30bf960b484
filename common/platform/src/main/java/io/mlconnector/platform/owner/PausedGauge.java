package io.mlconnector.platform.owner;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.platform.connection.ConnectionPauses;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells alarms of each connection that it is silent because a person wants it to be. */
@ApplicationScoped
public class PausedGauge implements OwnedWork {

  private final MeterRegistry registry;
  private final ConnectionPauses pauses;

  PausedGauge(MeterRegistry registry, ConnectionPauses pauses) {
    this.registry = registry;
    this.pauses = pauses;
  }

  @Override
  public AutoCloseable start(Owned owned) {
    String connection = owned.id();
    Gauge gauge =
        Gauge.builder("mlconnector.connection.paused", () -> pauses.hold(connection) ? 1 : 0)
            .description("1 while a person has the connection stand still")
            .tag("connection", connection)
            .strongReference(true)
            .register(registry);
    return () -> registry.remove(gauge);
  }
}
