package io.mlconnector.flow.outbox;

import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the threads of the relays run; says what waits and what is stopped. */
@Liveness
@Singleton
public class RelaysAlive implements HealthCheck {

  private final OutboxRelay relay;

  public RelaysAlive(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("outbox");
    Map<String, LaneRelay> lanes = relay.lanes();
    lanes.forEach(
        (lane, its) ->
            response.withData(
                lane,
                "%d waiting, %d keys stopped since the broker refuses their next message"
                    .formatted(its.backlog(), its.stopped())));
    return response.status(lanes.values().stream().allMatch(LaneRelay::isHealthy)).build();
  }
}
