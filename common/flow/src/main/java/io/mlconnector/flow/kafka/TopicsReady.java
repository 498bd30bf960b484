package io.mlconnector.flow.kafka;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every topic that the service needs exists. */
@Readiness
@Singleton
public class TopicsReady implements HealthCheck {

  private final TopicSetup topics;

  public TopicsReady(TopicSetup topics) {
    this.topics = topics;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("topics");
    topics.missing().forEach(topic -> response.withData(topic, "missing"));
    topics.problems().forEach(response::withData);
    return response.status(topics.missing().isEmpty()).build();
  }
}
