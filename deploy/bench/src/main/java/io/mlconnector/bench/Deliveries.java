package io.mlconnector.bench;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts deliveries of ten fields each into a topic. */
public final class Deliveries {

  private static final int FIELDS = 10;

  private Deliveries() {}

  /**
   * Returns once the broker has all of them.
   *
   * @param run tells the records of one call from those of another
   */
  public static void send(
      String servers, String topic, String connection, String object, String run, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "linger.ms", 20, "compression.type", "lz4");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        Delivery delivery = delivery(connection, object, run + "-" + i, i);
        producer.send(
            new ProducerRecord<>(topic, delivery.ref().toString(), CanonicalJson.bytes(delivery)));
      }
    }
  }

  private static Delivery delivery(String connection, String object, String key, long number) {
    List<FieldWrite> fields = new ArrayList<>();
    fields.add(field("external_id", key));
    for (int i = 1; i < FIELDS; i++) {
      fields.add(field("field_" + i, "Value " + i + " of " + key));
    }
    return new Delivery(
        UUID.randomUUID().toString(),
        new Ref(connection, object, new RecordKey("erp", "customer", key)),
        Delivery.Mode.UPSERT,
        "customers",
        1,
        Journey.begin(),
        new Sequence(1, number),
        1,
        fields,
        List.of("external_id"),
        Map.of(),
        null,
        Instant.now());
  }

  private static FieldWrite field(String path, String value) {
    return new FieldWrite(
        path, TextNode.valueOf(value), null, FieldWrite.When.ALWAYS, false, false, List.of(path));
  }
}
