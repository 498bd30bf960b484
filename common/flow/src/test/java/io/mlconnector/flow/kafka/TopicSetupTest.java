package io.mlconnector.flow.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.Topics;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.TestConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final String name = "setup-" + UUID.randomUUID();
  private final TopicSetup topics =
      new TopicSetup(TestConfig.of("topics.partitions", "3"), TestKafka.settings());

  @AfterEach
  void close() {
    topics.onStop(null);
    Backbone.shared().kafka().start();
  }

  @Test
  void missingTopicsAreCreatedAsTheyAreMeant() throws Exception {
    topics.need(
        List.of(
            TopicSpec.compacted(name + ".state"),
            TopicSpec.compacted(name + ".both", Duration.ofDays(30)),
            TopicSpec.kept(name + ".log", Duration.ofDays(7))));

    await().atMost(LONG).until(() -> topics.missing().isEmpty());

    assertThat(settings(name + ".state"))
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("retention.ms", "-1")
        .containsEntry("max.message.bytes", "1048576");
    assertThat(settings(name + ".both").get("cleanup.policy").split(","))
        .containsExactlyInAnyOrder("compact", "delete");
    assertThat(settings(name + ".both"))
        .containsEntry("retention.ms", String.valueOf(Duration.ofDays(30).toMillis()));
    assertThat(settings(name + ".log"))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", String.valueOf(Duration.ofDays(7).toMillis()));
    assertThat(partitions(name + ".state")).isEqualTo(3);
  }

  @Test
  void eventsOfWhatComesAndPassesAreNotKeptForEver() {
    Topics prefixed = new Topics("x.");
    Duration twoYears = Duration.ofDays(730);

    assertThat(EntityType.ALL)
        .filteredOn(entity -> TopicSpec.canonical(prefixed, entity).retention().isPresent())
        .extracting(EntityType::name)
        .containsExactlyInAnyOrder("invoice", "payment", "gl-posting");
    assertThat(TopicSpec.canonical(prefixed, EntityType.INVOICE))
        .isEqualTo(TopicSpec.compacted("x.canonical.invoice.v1", twoYears));
    assertThat(TopicSpec.canonical(prefixed, EntityType.CUSTOMER))
        .isEqualTo(TopicSpec.compacted("x.canonical.customer.v1"));
  }

  @Test
  void anExistingTopicIsLeftAsItIs() {
    String existing = TestKafka.topic(1);

    topics.need(List.of(TopicSpec.compacted(existing)));

    await().atMost(LONG).until(() -> topics.missing().isEmpty());
    assertThat(partitions(existing)).isEqualTo(1);
    assertThat(settings(existing)).containsEntry("cleanup.policy", "delete");
  }

  @Test
  void aBrokerThatComesLaterHoldsUpReadinessOnly() {
    Backbone.shared().kafka().stop();

    topics.need(List.of(TopicSpec.compacted(name)));

    TopicsReady ready = new TopicsReady(topics);
    assertThat(ready.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(ready.call().getData().orElseThrow()).containsEntry(name, "missing");
    Backbone.shared().kafka().start();
    await().atMost(LONG).until(() -> ready.call().getStatus() == Status.UP);
    assertThat(partitions(name)).isEqualTo(3);
  }

  @Test
  void topicsThatAreNamedLaterAreCreatedToo() {
    topics.need(List.of(TopicSpec.compacted(name + ".1")));
    await().atMost(LONG).until(() -> topics.missing().isEmpty());

    topics.need(List.of(TopicSpec.compacted(name + ".2")));

    await().atMost(LONG).until(() -> topics.missing().isEmpty());
    assertThat(partitions(name + ".2")).isEqualTo(3);
  }

  @Test
  void whereAnAdministratorCreatesTopicsAMissingOneIsWaitedFor() {
    TopicSetup waiting =
        new TopicSetup(TestConfig.of("topics.create", "false"), TestKafka.settings());
    String existing = TestKafka.topic(1);
    waiting.need(List.of(TopicSpec.compacted(existing), TopicSpec.compacted(name)));

    await().atMost(LONG).until(() -> waiting.problems().containsKey(name));

    assertThat(waiting.missing()).containsExactly(name);
    assertThat(waiting.problems().get(name)).startsWith("UnknownTopicOrPartitionException");
    topics.need(List.of(TopicSpec.compacted(name)));
    await().atMost(LONG).until(() -> waiting.missing().isEmpty());
  }

  @Test
  void aTopicThatTheBrokerRefusesDoesNotHoldUpTheOthers() {
    topics.need(List.of(TopicSpec.compacted("not/a/name"), TopicSpec.compacted(name)));

    await().atMost(LONG).until(() -> !topics.missing().contains(name));

    await().atMost(LONG).until(() -> topics.problems().containsKey("not/a/name"));
    assertThat(topics.missing()).containsExactly("not/a/name");
  }

  private static Map<String, String> settings(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(TestKafka.installation())) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get(30, TimeUnit.SECONDS)
          .get(resource)
          .entries()
          .stream()
          .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A broker that has just started may not show yet what it has just made. */
  private static int partitions(String topic) {
    try (Admin admin = Admin.create(TestKafka.installation())) {
      return await()
          .atMost(LONG)
          .ignoreExceptions()
          .until(
              () ->
                  admin
                      .describeTopics(List.of(topic))
                      .allTopicNames()
                      .get(30, TimeUnit.SECONDS)
                      .get(topic)
                      .partitions()
                      .size(),
              size -> size > 0);
    }
  }
}
