package io.mlconnector.platform.poll;

import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.kafka.TopicSetup;
import io.mlconnector.flow.kafka.TopicSpec;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.SourceStream;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.TreeSet;

/** Sees to it that what a source publishes has its topics, whether or not anybody reads them. */
@ApplicationScoped
public class SourceTopics {

  private final Adapter adapter;
  private final TopicSetup setup;
  private final Topics topics;

  SourceTopics(Adapter adapter, TopicSetup setup, Topics topics) {
    this.adapter = adapter;
    this.setup = setup;
    this.topics = topics;
  }

  void onStart(@Observes StartupEvent event) {
    Set<String> entities = new TreeSet<>();
    for (SourceStream<?> stream : adapter.sources()) {
      entities.addAll(stream.entities());
    }
    setup.need(
        EntityType.ALL.stream()
            .filter(entity -> entities.contains(entity.name()))
            .map(entity -> TopicSpec.canonical(topics, entity))
            .toList());
  }
}
