package io.mlconnector.flow.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * Client settings: ours, over them what the installation says by {@code kafka.*}, over them what
 * the guarantees rest on. Names as in Apache Kafka's configuration reference, version 4.1.
 */
@Singleton
public class KafkaSettings {

  /** Messages of 900 KB and their headers fit in. */
  static final int MAX_REQUEST = 1 << 20;

  static final int MAX_POLL_INTERVAL_MILLIS = 300_000;

  private static final Map<String, Object> QUIET =
      Map.of("metric.reporters", "", "enable.metrics.push", false);

  private static final Map<String, Object> PRODUCER =
      Map.of(
          "compression.type",
          "lz4",
          "batch.size",
          64 << 10,
          "buffer.memory",
          16L << 20,
          "max.request.size",
          MAX_REQUEST,
          "max.block.ms",
          10_000,
          "request.timeout.ms",
          5_000,
          "delivery.timeout.ms",
          10_000,
          // A dead owner's open transaction holds up readers until its successor, or this, ends it.
          "transaction.timeout.ms",
          15_000);

  private static final Map<String, Object> CONSUMER =
      Map.of(
          "fetch.max.bytes",
          8 << 20,
          "max.poll.interval.ms",
          300_000,
          "default.api.timeout.ms",
          10_000,
          // What a dead replica was reading goes to another one as soon as what it owned does.
          "session.timeout.ms",
          10_000,
          "heartbeat.interval.ms",
          2_000,
          "partition.assignment.strategy",
          "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");

  private final Map<String, Object> installation;

  @Inject
  public KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> installation) {
    this.installation = installation;
  }

  Map<String, Object> producer(String transactionalId) {
    Map<String, Object> settings = start(PRODUCER);
    settings.put("client.id", transactionalId);
    settings.put("transactional.id", transactionalId);
    settings.put("enable.idempotence", true);
    settings.put("acks", "all");
    return settings;
  }

  Map<String, Object> consumer(String clientId, String group, int maxRecords) {
    Map<String, Object> settings = start(CONSUMER);
    settings.put("client.id", clientId);
    settings.put("group.id", group);
    settings.put("max.poll.records", maxRecords);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", false);
    return settings;
  }

  Map<String, Object> admin() {
    return start(Map.of());
  }

  private Map<String, Object> start(Map<String, Object> ours) {
    Map<String, Object> settings = new HashMap<>(QUIET);
    settings.putAll(ours);
    settings.putAll(installation);
    return settings;
  }
}
