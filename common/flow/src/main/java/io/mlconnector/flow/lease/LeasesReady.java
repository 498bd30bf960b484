package io.mlconnector.flow.lease;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers; known from the renewals, so asking never hangs. */
@Readiness
@Singleton
public class LeasesReady implements HealthCheck {

  private final Leases leases;

  public LeasesReady(Leases leases) {
    this.leases = leases;
  }

  @Override
  public HealthCheckResponse call() {
    var response =
        HealthCheckResponse.named("database")
            .withData("secondsSinceAnswer", leases.sinceLastTurn().toSeconds());
    leases
        .trouble()
        .ifPresent(trouble -> response.withData("problem", String.valueOf(trouble.getMessage())));
    return response.status(leases.answered()).build();
  }
}
