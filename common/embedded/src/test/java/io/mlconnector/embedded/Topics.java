package io.mlconnector.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests do with a broker: create a topic, write in a transaction, read committed. */
final class Topics {

  private static final StringSerializer OUT = new StringSerializer();
  private static final StringDeserializer IN = new StringDeserializer();

  private Topics() {}

  static void create(EmbeddedKafka kafka, String topic) throws Exception {
    try (Admin admin = Admin.create(config(kafka))) {
      var topics = List.of(new NewTopic(topic, 1, (short) 1));
      admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
    }
  }

  static void write(EmbeddedKafka kafka, String topic, String... values) {
    writeCompressed(kafka, topic, "none", values);
  }

  static void writeCompressed(EmbeddedKafka kafka, String topic, String codec, String... values) {
    Map<String, Object> config = new HashMap<>(config(kafka));
    config.put("transactional.id", "writer-" + topic);
    config.put("compression.type", codec);
    try (var producer = new KafkaProducer<>(config, OUT, OUT)) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value, value));
      }
      producer.commitTransaction();
    }
  }

  /** Reads from the start until so many values came or 30 seconds passed. */
  static List<String> read(EmbeddedKafka kafka, String topic, int count) {
    var partition = List.of(new TopicPartition(topic, 0));
    List<String> values = new ArrayList<>();
    long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try (var consumer = new KafkaConsumer<>(config(kafka), IN, IN)) {
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      while (values.size() < count && System.nanoTime() < limit) {
        consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
      }
    }
    return values;
  }

  private static Map<String, Object> config(EmbeddedKafka kafka) {
    Map<String, Object> config = new HashMap<>(kafka.clientSettings());
    config.put("isolation.level", "read_committed");
    return config;
  }
}
