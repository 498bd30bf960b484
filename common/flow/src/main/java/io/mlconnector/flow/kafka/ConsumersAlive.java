package io.mlconnector.flow.kafka;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while every consumer loop's thread runs; a loop that waits for the database is alive. */
@Liveness
@Singleton
public class ConsumersAlive implements HealthCheck {

  private final ConsumerLoops loops;

  public ConsumersAlive(ConsumerLoops loops) {
    this.loops = loops;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("consumer loops");
    boolean healthy = true;
    for (ConsumerLoop loop : loops.loops()) {
      healthy &= loop.isHealthy();
      String trouble = loop.trouble();
      String state = trouble == null ? "runs" : "waits after " + trouble;
      response.withData(loop.name(), loop.isHealthy() ? state : "ended");
    }
    return response.status(healthy).build();
  }
}
