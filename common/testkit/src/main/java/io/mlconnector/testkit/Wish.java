package io.mlconnector.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes deliveries as mapping would. */
public final class Wish {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Ref ref;
  private final List<FieldWrite> fields = new ArrayList<>();
  private final Map<String, String> policies = new HashMap<>();
  private List<String> match = List.of("external_id");
  private Delivery.Mode mode = Delivery.Mode.UPSERT;

  private Wish(Ref ref) {
    this.ref = ref;
  }

  /** That a source's record is this object of this connection, with the usual external id. */
  public static Wish of(String connection, String object, RecordKey source) {
    return bare(connection, object, source).with("external_id", externalId(source));
  }

  /** The same without any field. */
  public static Wish bare(String connection, String object, RecordKey source) {
    return new Wish(new Ref(connection, object, source));
  }

  /** The usual external id. */
  public static String externalId(RecordKey source) {
    return source.connection() + ":" + source.entity() + ":" + source.key();
  }

  public Ref ref() {
    return ref;
  }

  public Wish with(String path, String value) {
    return with(path, (JsonNode) (value == null ? NullNode.instance : TextNode.valueOf(value)));
  }

  public Wish with(String path, long value) {
    return with(path, JsonNodeFactory.instance.numberNode(value));
  }

  public Wish with(String path, JsonNode value) {
    fields.removeIf(field -> field.path().equals(path));
    fields.add(new FieldWrite(path, value, null, When.ALWAYS, false, false, List.of()));
    return this;
  }

  /** The key of another record, as far as it is there. */
  public Wish linked(String path, Ref parent) {
    fields.add(new FieldWrite(path, null, parent, When.ALWAYS, false, false, List.of()));
    return this;
  }

  public Wish match(String... keys) {
    match = List.of(keys);
    return this;
  }

  public Wish mode(Delivery.Mode other) {
    mode = other;
    return this;
  }

  public Wish policy(String name, String value) {
    policies.put(name, value);
    return this;
  }

  public Wish removed() {
    mode = Delivery.Mode.FLAG_REMOVED;
    return this;
  }

  /** A delivery of it, newer than all before. */
  public Delivery delivery() {
    long number = NUMBERS.incrementAndGet();
    return new Delivery(
        UUID.randomUUID().toString(),
        ref,
        mode,
        "test",
        1,
        "%032x".formatted(number),
        new Sequence(1, number),
        number,
        fields,
        match,
        policies,
        null,
        Instant.now());
  }
}
