package io.mlconnector.flow.outbox;

import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.kafka.MessageRefused;
import java.util.HashMap;
import java.util.Map;

/** The keys, and whole topics, whose next message the broker refuses; the others go on. */
final class Stops {

  /** A key of a topic; without a key the whole topic. */
  private record Place(String topic, String key) {
    static Place of(Message message) {
      return new Place(message.topic(), message.key());
    }
  }

  private final Map<Place, Long> first = new HashMap<>();

  /** Stops what the refused message belongs to, from that row on. */
  void stop(OutboxTable.Row row, MessageRefused refusal) {
    Place place = Place.of(row.message());
    first.putIfAbsent(refusal.wholeTopic() ? new Place(place.topic(), null) : place, row.id());
  }

  boolean stopped(OutboxTable.Row row) {
    Message message = row.message();
    return first.getOrDefault(Place.of(message), Long.MAX_VALUE) <= row.id()
        || first.getOrDefault(new Place(message.topic(), null), Long.MAX_VALUE) <= row.id();
  }

  int size() {
    return first.size();
  }

  /**
   * The id of the first row that waits for a stopped key; the highest number where there is none.
   */
  long first() {
    return first.values().stream().min(Long::compare).orElse(Long.MAX_VALUE);
  }

  /** Forgets all stops, so that what is read from {@link #first} on is tried again. */
  void clear() {
    first.clear();
  }
}
