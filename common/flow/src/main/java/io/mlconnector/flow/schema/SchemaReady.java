package io.mlconnector.flow.schema;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the tables are those that this release knows. */
@Readiness
@Singleton
public class SchemaReady implements HealthCheck {

  private final SchemaGuard guard;

  public SchemaReady(SchemaGuard guard) {
    this.guard = guard;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("tables");
    guard.problem().ifPresent(problem -> response.withData("problem", problem));
    return response.status(guard.problem().isEmpty()).build();
  }
}
