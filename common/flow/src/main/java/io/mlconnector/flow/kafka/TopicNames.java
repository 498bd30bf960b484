package io.mlconnector.flow.kafka;

import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.FlowConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The names of the topics behind the installation's prefix. */
public class TopicNames {

  @Produces
  @Singleton
  Topics topics(FlowConfig config) {
    return new Topics(config.topics().prefix().orElse(""));
  }
}
