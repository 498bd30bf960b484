package io.mlconnector.bench;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts changed customers into their canonical topic. */
public final class Changes {

  private Changes() {}

  /**
   * Returns once the broker has all of them.
   *
   * @param run tells the records of one call from those of another
   */
  public static void send(String servers, String topic, String connection, String run, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "linger.ms", 20, "compression.type", "lz4");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        producer.send(message(topic, event(connection, run + "-" + i, i)));
      }
    }
  }

  private static ProducerRecord<String, byte[]> message(String topic, ChangeEvent event) {
    var message =
        new ProducerRecord<>(topic, event.record().toString(), ChangeEventCodec.value(event));
    ChangeEventCodec.headers(event)
        .forEach(
            (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  private static ChangeEvent event(String connection, String key, int number) {
    RecordKey record = new RecordKey(connection, Customer.ENTITY, key);
    return new ChangeEvent(
        UUID.randomUUID().toString(),
        ChangeEvent.Kind.CHANGED,
        record,
        Instant.now(),
        new Sequence(1, number + 1L),
        Journey.traceparent(Journey.begin(), record),
        CanonicalJson.mapper().valueToTree(customer(key, number)));
  }

  /** A customer of the usual size. */
  static Customer customer(String key, int number) {
    return Customer.builder(key)
        .name("Customer " + key)
        .accountNumber("A-" + key)
        .status("active")
        .email("info-" + key + "@example.com")
        .phone("+49 30 " + (1_000_000 + number))
        .website("https://" + key + ".example.com")
        .paymentTerms("NET30")
        .taxId("DE" + (100_000_000 + number))
        .category("wholesale")
        .industry("machinery")
        .build();
  }
}
