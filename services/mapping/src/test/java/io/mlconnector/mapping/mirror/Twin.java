package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One of two systems whose people edit, with its adapter: it is read, and takes deliveries. */
final class Twin {

  private static final Map<String, String> CANONICAL =
      Map.of("Name", "name", "Email", "email", "Phone", "phone", "Tax", "taxId");

  final String connection;
  final Map<String, Map<String, String>> records = new TreeMap<>();
  final Map<String, String> links = new HashMap<>();
  final List<Delivery> taken = new ArrayList<>();
  final List<String> created = new ArrayList<>();

  /** What the system makes of a value of a field. */
  BinaryOperator<String> stores = (field, value) -> value;

  /** Whether nobody can read what became of a write. */
  boolean unread;

  long number;
  private int next = 1;

  Twin(String connection) {
    this.connection = connection;
  }

  /** A person makes a record. */
  String make(String... fields) {
    String key = connection.charAt(0) + "" + next++;
    records.put(key, new LinkedHashMap<>());
    for (int i = 0; i < fields.length; i += 2) {
      edit(key, fields[i], fields[i + 1]);
    }
    return key;
  }

  /** A person edits a field. */
  void edit(String key, String field, String value) {
    records.get(key).put(field, value == null ? null : stores.apply(field, value));
  }

  /** What a read that begins now shows. */
  ConsumerRecord<String, byte[]> read(String key, Instant at) {
    return read(key, at, ++number);
  }

  ConsumerRecord<String, byte[]> read(String key, Instant at, long read) {
    RecordKey record = new RecordKey(connection, "customer", key);
    Map<String, Object> data = new TreeMap<>();
    data.put("key", key);
    records
        .get(key)
        .forEach(
            (field, value) -> {
              if (CANONICAL.containsKey(field) && value != null) {
                data.put(CANONICAL.get(field), value);
              }
            });
    ChangeEvent event =
        new ChangeEvent(
            record + "@" + read,
            Kind.CHANGED,
            record,
            at,
            new Sequence(1, read),
            Journey.traceparent("%032x".formatted(read), record),
            CanonicalJson.tree(data));
    return Records.message(
        "canonical.customer.v1",
        record.toString(),
        ChangeEventCodec.headers(event),
        ChangeEventCodec.value(event));
  }

  /** Takes a delivery as the shared delivery path does; gives its outcome. */
  ConsumerRecord<String, byte[]> take(Delivery delivery) {
    taken.add(delivery);
    String ref = delivery.ref().toString();
    String known = links.getOrDefault(ref, delivery.key());
    if (delivery.mode() == Mode.LOOK && delivery.fields().isEmpty() && known != null) {
      links.put(ref, known);
      return outcome(delivery, Result.UNCHANGED, known, null);
    }
    List<String> found = known != null ? List.of(known) : found(delivery);
    if (found.size() > 1) {
      return outcome(delivery, Result.PARKED, null, "Several records: " + found);
    }
    if (found.isEmpty()) {
      return delivery.mode() == Mode.LOOK
          ? outcome(delivery, Result.UNCHANGED, null, null)
          : create(delivery);
    }
    String key = found.get(0);
    boolean surprised =
        delivery.mode() != Mode.LOOK
            && delivery.fields().stream().anyMatch(field -> surprises(field, key));
    if (delivery.guarded() && (known == null || surprised)) {
      return outcome(delivery, Result.CHANGED, key, null);
    }
    links.put(ref, key);
    if (delivery.mode() == Mode.LOOK) {
      return outcome(delivery, Result.UNCHANGED, key, null);
    }
    boolean written = write(delivery, key);
    return outcome(delivery, written ? Result.UPDATED : Result.UNCHANGED, key, unread(written));
  }

  private boolean surprises(FieldWrite field, String key) {
    JsonNode there = there(key, field.path());
    return field.expected() != null
        && !FieldValues.same(field.expected(), there)
        && !FieldValues.same(field.value(), there);
  }

  private List<String> found(Delivery delivery) {
    for (String match : delivery.match()) {
      String wanted = text(delivery, match);
      List<String> found =
          records.keySet().stream()
              .filter(key -> wanted != null && wanted.equals(form(records.get(key).get(match))))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static String text(Delivery delivery, String path) {
    return delivery.fields().stream()
        .filter(field -> field.path().equals(path) && !FieldValues.empty(field.value()))
        .map(field -> form(field.value().asText()))
        .findFirst()
        .orElse(null);
  }

  private static String form(String text) {
    return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
  }

  private ConsumerRecord<String, byte[]> create(Delivery delivery) {
    String key = make();
    created.add(key);
    links.put(delivery.ref().toString(), key);
    write(delivery, key);
    return outcome(delivery, Result.CREATED, key, unread(true));
  }

  private String unread(boolean written) {
    return unread && written ? "What the target stored could not be read back" : null;
  }

  private boolean write(Delivery delivery, String key) {
    boolean any = false;
    for (FieldWrite field : delivery.fields()) {
      boolean empty = FieldValues.empty(field.value());
      if (!FieldValues.same(field.value(), there(key, field.path())) && (!empty || field.clear())) {
        edit(key, field.path(), empty ? null : field.value().asText());
        any = true;
      }
    }
    return any;
  }

  private JsonNode there(String key, String path) {
    String value = records.get(key).get(path);
    return value == null ? NullNode.getInstance() : TextNode.valueOf(value);
  }

  private ConsumerRecord<String, byte[]> outcome(
      Delivery delivery, Result result, String key, String reason) {
    Map<String, JsonNode> stored = new TreeMap<>();
    boolean told = result == Result.CHANGED || reason == null;
    if (key != null && told) {
      delivery.fields().forEach(field -> stored.put(field.path(), there(key, field.path())));
    }
    Outcome outcome =
        new Outcome(
            delivery.id(),
            1,
            delivery.ref(),
            delivery.route(),
            delivery.journey(),
            result,
            key,
            stored,
            new Sequence(1, ++number),
            reason,
            Instant.parse("2026-01-01T00:00:00Z"));
    return Records.message(
        "outcomes", delivery.ref().toString(), Map.of(), CanonicalJson.bytes(outcome));
  }
}
