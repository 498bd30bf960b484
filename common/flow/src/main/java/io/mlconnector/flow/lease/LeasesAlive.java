package io.mlconnector.flow.lease;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the threads that renew and watch leases run, whatever the database does. */
@Liveness
@Singleton
public class LeasesAlive implements HealthCheck {

  private final Leases leases;

  public LeasesAlive(Leases leases) {
    this.leases = leases;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("lease threads").status(leases.alive()).build();
  }
}
