package io.mlconnector.flow.kafka;

import io.mlconnector.embedded.Backbone;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The shared broker as tests use it: topics of their own, reading what is committed. */
public final class TestKafka {

  private TestKafka() {}

  public static Map<String, Object> installation() {
    return Map.of(
        "bootstrap.servers",
        Backbone.shared().kafka().bootstrapServers(),
        "reconnect.backoff.max.ms",
        500);
  }

  public static KafkaSettings settings() {
    return new KafkaSettings(installation());
  }

  /** Settings of another test process. */
  public static KafkaSettings settings(String bootstrapServers) {
    return new KafkaSettings(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Creates a topic under a new name. */
  public static String topic(int partitions, String... settings) {
    String name = "t-" + UUID.randomUUID();
    Map<String, String> config = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
    try (Admin admin = Admin.create(installation())) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(config);
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
      return name;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that is committed in a topic now, partition by partition. */
  public static List<ConsumerRecord<String, byte[]>> read(String topic) {
    var settings = settings().consumer("reader", "reader", 10_000);
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  /** The texts in a topic, in the order of their partition. */
  public static List<String> texts(String topic) {
    return read(topic).stream().map(TestKafka::text).toList();
  }

  public static String text(ConsumerRecord<String, byte[]> record) {
    return record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
  }

  public static Message message(String topic, String key, String text) {
    return new Message(topic, key, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes numbers 0 up to {@code count} under as many keys as said, without a lease. */
  public static void write(String topic, int keys, int from, int count) {
    Map<String, Object> settings = new java.util.HashMap<>(installation());
    settings.put("enable.idempotence", true);
    settings.put("delivery.timeout.ms", 60_000);
    settings.put("request.timeout.ms", 3_000);
    settings.put("linger.ms", 0);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = from; i < from + count; i++) {
        byte[] value = String.valueOf(i).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, "k" + i % keys, value));
      }
    }
  }
}
