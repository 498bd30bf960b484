package io.mlconnector.local;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Sets groups back, as {@code kafka-consumer-groups.sh --reset-offsets --to-datetime} does. */
final class ConsumerGroups {

  private ConsumerGroups() {}

  /** All groups that have committed anything; returns their names. */
  static Set<String> setBack(String brokers, Instant moment) throws Exception {
    Set<String> names = new TreeSet<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      for (var group : admin.listGroups().all().get()) {
        Map<TopicPartition, OffsetAndMetadata> committed =
            admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get();
        if (!committed.isEmpty()) {
          names.add(group.groupId());
          admin
              .alterConsumerGroupOffsets(group.groupId(), at(admin, committed, moment))
              .all()
              .get();
        }
      }
    }
    return names;
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
