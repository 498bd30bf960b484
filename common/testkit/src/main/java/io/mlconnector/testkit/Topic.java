package io.mlconnector.testkit;

import static org.awaitility.Awaitility.await;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** A topic of the adapter under test, as its neighbours read and write it. */
public final class Topic {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String name;

  private Topic(String name) {
    this.name = name;
  }

  public static Topic canonical(String entity) {
    return new Topic(topics().canonical(entity));
  }

  public static Topic deliveries(String system) {
    return new Topic(topics().deliveries(system));
  }

  public static Topic outcomes() {
    return new Topic(topics().outcomes());
  }

  public static Topic audit() {
    return new Topic(topics().audit());
  }

  private static Topics topics() {
    return new Topics(value("mlconnector.topics.prefix"));
  }

  /** Sends deliveries and returns once the broker has them. */
  public void send(List<Delivery> deliveries) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", value("kafka.bootstrap.servers")),
            new StringSerializer(),
            new ByteArraySerializer())) {
      deliveries.forEach(
          delivery ->
              producer.send(
                  new ProducerRecord<>(
                      name, delivery.ref().toString(), CanonicalJson.bytes(delivery))));
      producer.flush();
    }
  }

  /** Everything committed so far, from offset 0. */
  public List<ConsumerRecord<String, byte[]>> all() {
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            value("kafka.bootstrap.servers"),
            "isolation.level",
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return all;
  }

  /** The values of one key, oldest first. */
  public List<String> of(String key) {
    return all().stream()
        .filter(record -> key.equals(record.key()))
        .map(record -> record.value() == null ? "" : new String(record.value(), UTF_8))
        .toList();
  }

  /** Waits for the outcome of a delivery. */
  public static Outcome outcome(Delivery delivery) {
    return outcomes(List.of(delivery)).get(delivery.id());
  }

  /** Waits for the outcomes of all the deliveries, by delivery; the newest of each. */
  public static Map<String, Outcome> outcomes(List<Delivery> deliveries) {
    Set<String> wanted = deliveries.stream().map(Delivery::id).collect(Collectors.toSet());
    Map<String, Outcome> found = new HashMap<>();
    await("the outcomes of " + deliveries.size() + " deliveries")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              for (ConsumerRecord<String, byte[]> record : outcomes().all()) {
                Outcome outcome = CanonicalJson.read(record.value(), Outcome.class);
                if (wanted.contains(outcome.delivery())) {
                  found.put(outcome.delivery(), outcome);
                }
              }
              return found.size() == wanted.size();
            });
    return found;
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  private static String value(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }
}
