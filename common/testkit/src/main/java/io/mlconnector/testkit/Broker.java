package io.mlconnector.testkit;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The broker of the tests, with one producer and one reader per topic for all of them: making new
 * ones for each look would cost more than the looks.
 */
final class Broker {

  private static final Map<String, Broker> BROKERS = new ConcurrentHashMap<>();

  private final String servers;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Reader> readers = new ConcurrentHashMap<>();

  private Broker(String servers) {
    this.servers = servers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  static Broker at(String servers) {
    return BROKERS.computeIfAbsent(servers, Broker::new);
  }

  KafkaProducer<String, byte[]> producer() {
    return producer;
  }

  Reader reader(String topic) {
    return readers.computeIfAbsent(topic, name -> new Reader(servers, name));
  }

  /** Reads a topic from offset 0 on, and keeps what it has read. */
  static final class Reader {

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private List<TopicPartition> partitions = List.of();
    private int understood;

    private Reader(String servers, String topic) {
      this.topic = topic;
      this.consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
              new StringDeserializer(),
              new ByteArrayDeserializer());
    }

    /** Everything committed so far. */
    synchronized List<ConsumerRecord<String, byte[]>> all() {
      if (partitions.isEmpty()) {
        partitions =
            consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
      }
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
      }
      return List.copyOf(seen);
    }

    /** The newest outcome of every delivery that has one. */
    synchronized Map<String, Outcome> outcomes() {
      List<ConsumerRecord<String, byte[]>> all = all();
      for (; understood < all.size(); understood++) {
        Outcome outcome = CanonicalJson.read(all.get(understood).value(), Outcome.class);
        outcomes.put(outcome.delivery(), outcome);
      }
      return Map.copyOf(outcomes);
    }
  }
}
