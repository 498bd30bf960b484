package io.mlconnector.flow.kafka;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a consumer loop reads.
 *
 * @param name for logs, metrics and health
 * @param group the consumer group, before the installation's prefix is put in front
 * @param topics full names, prefix included; empty where there is a pattern
 * @param pattern of full topic names; null where topics are named
 * @param maxRecords most records in a batch
 */
public record Subscription(
    String name, String group, Set<String> topics, Pattern pattern, int maxRecords) {

  public static final int MAX_RECORDS = 500;

  public Subscription {
    topics = topics == null ? Set.of() : Set.copyOf(topics);
    if (topics.isEmpty() == (pattern == null)) {
      throw new IllegalArgumentException(
          "Consumer loop %s: name topics or give a pattern, one of them".formatted(name));
    }
    if (maxRecords < 1) {
      throw new IllegalArgumentException("Consumer loop %s: maxRecords over 0".formatted(name));
    }
  }

  public static Subscription to(String name, String group, Collection<String> topics) {
    return new Subscription(name, group, Set.copyOf(topics), null, MAX_RECORDS);
  }

  public static Subscription to(String name, String group, Pattern pattern) {
    return new Subscription(name, group, Set.of(), pattern, MAX_RECORDS);
  }
}
