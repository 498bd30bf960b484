package io.mlconnector.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The canonical topics as a stranger reads them, with a plain consumer and the schema files. */
final class Topics {

  private static final Path SCHEMAS =
      Path.of("..", "..", "common", "canonical", "src", "main", "resources", "schemas");

  private static final List<String> ATTRIBUTES =
      List.of(
          "ce_specversion",
          "ce_id",
          "ce_source",
          "ce_type",
          "ce_subject",
          "ce_time",
          "ce_sequence",
          "ce_partitionkey",
          "ce_dataschema",
          "traceparent");

  private static final Set<String> WRITTEN = Set.of("CREATED", "UPDATED", "UNCHANGED");

  private final Map<String, Object> client = new HashMap<>();

  Topics(String bootstrap) {
    this(bootstrap, Map.of());
  }

  /**
   * Those of a run with TLS.
   *
   * @param secured what a client has to be told beside the address
   */
  Topics(String bootstrap, Map<String, String> secured) {
    client.put("bootstrap.servers", bootstrap);
    client.put("isolation.level", "read_committed");
    client.putAll(secured);
  }

  /** What is wrong with the events of an entity, from offset 0; a topic without any is wrong. */
  List<String> problems(String entity) {
    Schema schema = schema(entity);
    List<String> problems = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> events = all(entity);
    if (events.isEmpty()) {
      problems.add("no event");
    }
    for (ConsumerRecord<byte[], byte[]> event : events) {
      String key = text(event.key());
      boolean erased = event.value() == null;
      for (String attribute : ATTRIBUTES) {
        if (header(event, attribute).isEmpty()) {
          problems.add(key + " has no " + attribute);
        }
      }
      String verb = erased ? "erased" : "changed";
      if (!header(event, "ce_type").equals("io.mlconnector." + entity + "." + verb + ".v1")) {
        problems.add(key + " is of type " + header(event, "ce_type"));
      }
      if (!header(event, "ce_partitionkey").equals(key)) {
        problems.add(key + " has the partition key " + header(event, "ce_partitionkey"));
      }
      if (!header(event, "traceparent").matches(traceparent(event))) {
        problems.add(key + " has the traceparent " + header(event, "traceparent"));
      }
      if (erased) {
        continue;
      }
      schema
          .validate(text(event.value()), InputFormat.JSON)
          .forEach(error -> problems.add(key + ": " + error));
    }
    return problems;
  }

  /** Below the span that the console sends for the step in which the record was first seen. */
  private static String traceparent(ConsumerRecord<byte[], byte[]> event) {
    String[] parts = header(event, "traceparent").split("-");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String of = (parts.length > 1 ? parts[1] : "") + " " + text(event.key());
      String span =
          HexFormat.of().formatHex(digest.digest(of.getBytes(StandardCharsets.UTF_8)), 0, 8);
      return "00-[0-9a-f]{32}-" + span + "-01";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys of a connection's records; the helpdesk's organizations are customers as well. */
  Set<String> keys(String connection, String entity) {
    Set<String> keys = new TreeSet<>();
    all(entity).forEach(event -> keys.add(text(event.key())));
    keys.removeIf(key -> !key.startsWith(connection + "|"));
    return keys;
  }

  /** Whether the last message of a record's key is a tombstone. */
  boolean isErased(String entity, String record) {
    boolean erased = false;
    for (ConsumerRecord<byte[], byte[]> event : all(entity)) {
      if (text(event.key()).equals(record)) {
        erased = event.value() == null;
      }
    }
    return erased;
  }

  /** The newest state of a record; missing where it was never told. */
  JsonNode newest(String connection, String entity, String key) throws IOException {
    JsonNode newest = MissingNode.getInstance();
    for (ConsumerRecord<byte[], byte[]> event : all(entity)) {
      if (text(event.key()).equals(connection + "|" + entity + "|" + key)) {
        newest = new ObjectMapper().readTree(event.value());
      }
    }
    return newest;
  }

  /** The highest number of solved tickets in any summary. */
  int solvedTickets() throws IOException {
    int most = 0;
    for (ConsumerRecord<byte[], byte[]> event : all("support-summary")) {
      JsonNode summary = new ObjectMapper().readTree(event.value());
      most = Math.max(most, summary.path("solvedIn30Days").asInt());
    }
    return most;
  }

  /** Records of which an older state stands after a newer one. */
  Set<String> disordered(String entity) {
    Map<String, String> last = new HashMap<>();
    Set<String> disordered = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> event : all(entity)) {
      String key = text(event.key());
      String sequence = header(event, "ce_sequence");
      String before = last.put(key, sequence);
      if (before != null && before.compareTo(sequence) >= 0) {
        disordered.add(key + ": " + before + " before " + sequence);
      }
    }
    return disordered;
  }

  /** Events that say what the one before said of the same record, and are another event. */
  Set<String> repeated(String entity) {
    Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
    Set<String> repeated = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> event : all(entity)) {
      String key = text(event.key());
      ConsumerRecord<byte[], byte[]> before = last.put(key, event);
      if (before != null
          && Arrays.equals(before.value(), event.value())
          && !header(before, "ce_id").equals(header(event, "ce_id"))) {
        repeated.add(key + " at " + header(event, "ce_sequence"));
      }
    }
    return repeated;
  }

  /** The ids of all audit entries. */
  Set<String> auditIds() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> event : read("audit")) {
      ids.add(new ObjectMapper().readTree(event.value()).path("id").asText());
    }
    return ids;
  }

  /** Keys of target records whose writing, or being right already, was audited. */
  Set<String> auditedTargets() throws IOException {
    Set<String> targets = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> event : read("audit")) {
      JsonNode audit = new ObjectMapper().readTree(event.value());
      if (WRITTEN.contains(audit.path("step").asText())) {
        audit.path("items").forEach(item -> targets.add(item.path("targetKey").asText()));
      }
    }
    return targets;
  }

  private List<ConsumerRecord<byte[], byte[]>> all(String entity) {
    return read("canonical." + entity + ".v1");
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
      }
    }
    return all;
  }

  private static Schema schema(String entity) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(SCHEMAS.resolve(entity + ".v1.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
    Header header = event.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
