package io.mlconnector.testkit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    KafkaProducer<String, byte[]> producer = broker().producer();
    deliveries.forEach(
        delivery ->
            producer.send(
                new ProducerRecord<>(
                    name, delivery.ref().toString(), CanonicalJson.bytes(delivery))));
    producer.flush();
  }

  /** Everything committed so far, from offset 0. */
  public List<ConsumerRecord<String, byte[]>> all() {
    return broker().reader(name).all();
  }

  /** The values of one key, oldest first. */
  public List<String> of(String key) {
    return all().stream()
        .filter(record -> key.equals(record.key()))
        .map(record -> record.value() == null ? "" : new String(record.value(), UTF_8))
        .toList();
  }

  /** The newest value of every record of a connection that was not erased, by source key. */
  public Map<String, JsonNode> newest(String connection) {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> event : all()) {
      RecordKey record = RecordKey.parse(event.key());
      if (!record.connection().equals(connection)) {
        continue;
      }
      if (event.value() == null) {
        newest.remove(record.key());
      } else {
        newest.put(record.key(), CanonicalJson.read(event.value(), JsonNode.class));
      }
    }
    return newest;
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
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              found.putAll(broker().reader(outcomes().name).outcomes());
              found.keySet().retainAll(wanted);
              return found.size() == wanted.size();
            });
    return found;
  }

  private static Broker broker() {
    return Broker.at(value("kafka.bootstrap.servers"));
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  private static String value(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }
}
