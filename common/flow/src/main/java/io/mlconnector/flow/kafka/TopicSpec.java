package io.mlconnector.flow.kafka;

import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A topic as it is created where it is missing; an existing one is left as it is.
 *
 * @param name full name, prefix included
 * @param compacted whether only the newest message per key is kept
 * @param retention how long messages are kept; empty for ever (or until compacted)
 */
public record TopicSpec(String name, boolean compacted, Optional<Duration> retention) {

  /** After how long only the newest message of a key is left at the latest. */
  private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

  /** Keeps the newest message per key for ever. */
  public static TopicSpec compacted(String name) {
    return new TopicSpec(name, true, Optional.empty());
  }

  /** Keeps the newest message per key, and no message for longer than that. */
  public static TopicSpec compacted(String name, Duration retention) {
    return new TopicSpec(name, true, Optional.of(retention));
  }

  /** The topic of an entity. */
  public static TopicSpec canonical(Topics topics, EntityType entity) {
    String name = topics.canonical(entity.name());
    return entity.kept().map(kept -> compacted(name, kept)).orElseGet(() -> compacted(name));
  }

  /** Work for the adapter of a system, which takes it at once: kept for longer than any outage. */
  public static TopicSpec deliveries(Topics topics, String system) {
    return kept(topics.deliveries(system), Duration.ofDays(30));
  }

  /** What became of deliveries. */
  public static TopicSpec outcomes(Topics topics) {
    return news(topics.outcomes());
  }

  /** Every step of every journey. */
  public static TopicSpec audit(Topics topics) {
    return news(topics.audit());
  }

  /** Tells what was done, to whom it may concern: kept for a week. */
  public static TopicSpec news(String name) {
    return kept(name, Duration.ofDays(7));
  }

  /** Keeps every message for that long. */
  public static TopicSpec kept(String name, Duration retention) {
    return new TopicSpec(name, false, Optional.of(retention));
  }

  /** Topic settings by name, as in Apache Kafka's configuration reference. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    String delete = retention.isPresent() || !compacted ? "delete" : null;
    String compact = compacted ? "compact" : null;
    settings.put(
        "cleanup.policy",
        compact == null ? delete : delete == null ? compact : compact + "," + delete);
    if (compacted) {
      // An erased record's data would otherwise stay for as long as nothing else is written.
      settings.put("max.compaction.lag.ms", String.valueOf(COMPACTED_WITHIN.toMillis()));
    }
    settings.put(
        "retention.ms", retention.map(kept -> String.valueOf(kept.toMillis())).orElse("-1"));
    settings.put("max.message.bytes", String.valueOf(KafkaSettings.MAX_REQUEST));
    return settings;
  }
}
