package io.mlconnector.flow.audit;

import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.kafka.TopicSetup;
import io.mlconnector.flow.kafka.TopicSpec;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** Every service writes or reads the audit topic, and any of them may be the first to run. */
@ApplicationScoped
public class AuditTopicNeeded {

  private final TopicSetup setup;
  private final Topics topics;

  AuditTopicNeeded(TopicSetup setup, Topics topics) {
    this.setup = setup;
    this.topics = topics;
  }

  void onStart(@Observes StartupEvent event) {
    setup.need(Set.of(TopicSpec.audit(topics)));
  }
}
