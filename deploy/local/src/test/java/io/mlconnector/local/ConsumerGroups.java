package io.mlconnector.local;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Sets groups back, as {@code kafka-consumer-groups.sh --reset-offsets --to-datetime} does. */
final class ConsumerGroups {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private ConsumerGroups() {}

  /** Nobody may be in them; each must have committed something. */
  static void setBack(String brokers, Set<String> groups, Instant moment) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      for (String group : groups) {
        Map<TopicPartition, OffsetAndMetadata> committed =
            Awaitility.await("the offsets of " + group)
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> committed(admin, group), offsets -> !offsets.isEmpty());
        admin.alterConsumerGroupOffsets(group, at(admin, committed, moment)).all().get();
      }
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group)
      throws Exception {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(
      Admin admin, Map<TopicPartition, OffsetAndMetadata> committed, Instant moment)
      throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    committed
        .keySet()
        .forEach(part -> asked.put(part, OffsetSpec.forTimestamp(moment.toEpochMilli())));
    Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
        admin.listOffsets(asked).all().get().entrySet()) {
      long offset = each.getValue().offset();
      // Nothing came to that partition since then.
      back.put(
          each.getKey(), offset < 0 ? committed.get(each.getKey()) : new OffsetAndMetadata(offset));
    }
    return back;
  }
}
