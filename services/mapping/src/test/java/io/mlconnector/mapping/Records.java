package io.mlconnector.mapping;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Messages as they come from Kafka. */
public final class Records {

  private static long offset;

  private Records() {}

  public static RecordKey customer(String key) {
    return new RecordKey("fusion-prod", "customer", key);
  }

  public static RecordKey contact(String key) {
    return new RecordKey("fusion-prod", "contact", key);
  }

  public static ConsumerRecord<String, byte[]> changed(
      RecordKey key, long number, Map<String, Object> data) {
    return event(key, Kind.CHANGED, number, CanonicalJson.tree(data));
  }

  public static ConsumerRecord<String, byte[]> removed(RecordKey key, long number) {
    return event(
        key, Kind.REMOVED, number, CanonicalJson.tree(Map.of("key", key.key(), "reason", "gone")));
  }

  public static ConsumerRecord<String, byte[]> erased(RecordKey key, long number) {
    return event(key, Kind.ERASED, number, null);
  }

  private static ConsumerRecord<String, byte[]> event(
      RecordKey key, Kind kind, long number, com.fasterxml.jackson.databind.JsonNode data) {
    ChangeEvent event =
        new ChangeEvent(
            key + "@" + number,
            kind,
            key,
            Instant.parse("2026-01-01T00:00:00Z"),
            new Sequence(1, number),
            Journey.traceparent("%032x".formatted(number), key),
            data);
    return message(
        "canonical." + key.entity() + ".v1",
        key.toString(),
        ChangeEventCodec.headers(event),
        ChangeEventCodec.value(event));
  }

  public static ConsumerRecord<String, byte[]> outcome(
      Delivery delivery, int attempt, Outcome.Result result, String targetKey, long number) {
    Outcome outcome =
        new Outcome(
            delivery.id(),
            attempt,
            delivery.ref(),
            delivery.route(),
            delivery.journey(),
            result,
            targetKey,
            Map.of(),
            new Sequence(1, number),
            result == Outcome.Result.PARKED ? "refused by the target" : null,
            Instant.parse("2026-01-01T00:00:00Z"));
    return message("outcomes", delivery.ref().toString(), Map.of(), CanonicalJson.bytes(outcome));
  }

  public static ConsumerRecord<String, byte[]> message(
      String topic, String key, Map<String, String> headers, byte[] value) {
    RecordHeaders kafka = new RecordHeaders();
    headers.forEach((name, text) -> kafka.add(name, text.getBytes(StandardCharsets.UTF_8)));
    return new ConsumerRecord<>(
        topic,
        0,
        offset++,
        0,
        TimestampType.CREATE_TIME,
        0,
        value == null ? 0 : value.length,
        key,
        value,
        kafka,
        Optional.empty());
  }
}
