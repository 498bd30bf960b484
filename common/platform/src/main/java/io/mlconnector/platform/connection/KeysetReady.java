package io.mlconnector.platform.connection;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the keyset was read; a change that cannot be read is told of, and changes nothing. */
@Readiness
@Singleton
class KeysetReady implements HealthCheck {

  private final KeysetVault vault;

  KeysetReady(KeysetVault vault) {
    this.vault = vault;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("keyset");
    vault.trouble().ifPresent(trouble -> response.withData("problem", trouble));
    return response.status(vault.usable()).build();
  }
}
