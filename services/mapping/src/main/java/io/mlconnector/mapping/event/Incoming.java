package io.mlconnector.mapping.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.flow.kafka.Headers;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshot.State;
import io.mlconnector.mapping.record.UnreadableTable.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A batch of canonical events, read: the newest state of every record, what it made needless, and
 * what cannot be read.
 *
 * @param reasons why records were removed, by the id of the event that says so
 */
record Incoming(
    List<Snapshot> newest,
    List<Snapshot> superseded,
    List<Unreadable> unreadable,
    Map<String, String> reasons,
    int size) {

  static Incoming read(List<ConsumerRecord<String, byte[]>> batch) {
    Map<String, Snapshot> newest = new HashMap<>();
    List<Snapshot> superseded = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    Map<String, String> reasons = new HashMap<>();
    for (ConsumerRecord<String, byte[]> message : batch) {
      try {
        ChangeEvent event = event(message);
        Snapshot snapshot = snapshot(message, event);
        if (snapshot.removed() && event.data() != null) {
          String reason = event.data().path("reason").asText("").replace('\0', '?');
          reasons.put(snapshot.event(), reason.isBlank() ? "removed" : reason);
        }
        Snapshot other = newest.get(message.key());
        if (other == null || snapshot.sequence().isAfter(other.sequence())) {
          newest.put(message.key(), snapshot);
        }
        if (other != null && !other.event().equals(snapshot.event())) {
          superseded.add(snapshot.sequence().isAfter(other.sequence()) ? other : snapshot);
        }
      } catch (IllegalArgumentException | java.time.DateTimeException e) {
        unreadable.add(unreadable(message, e.getMessage()));
      }
    }
    return new Incoming(
        List.copyOf(newest.values()), superseded, unreadable, reasons, batch.size());
  }

  /** Why each of these was removed, by record, of those that were. */
  Map<String, String> reasonsOf(Collection<Snapshot> snapshots) {
    Map<String, String> known = new HashMap<>();
    for (Snapshot snapshot : snapshots) {
      if (snapshot.removed() && reasons.containsKey(snapshot.event())) {
        known.put(snapshot.key().toString(), reasons.get(snapshot.event()));
      }
    }
    return known;
  }

  private static ChangeEvent event(ConsumerRecord<String, byte[]> message) {
    if (message.key() == null) {
      throw new IllegalArgumentException("The message has no key");
    }
    return ChangeEventCodec.read(message.key(), Headers.of(message), message.value());
  }

  private static Snapshot snapshot(ConsumerRecord<String, byte[]> message, ChangeEvent event) {
    State state = state(event);
    JsonNode data = state == State.PRESENT ? event.data() : null;
    if (state == State.PRESENT && (data == null || !data.isObject())) {
      throw new IllegalArgumentException("The value is no JSON object");
    }
    if (message.key().indexOf('\0') >= 0 || hasHalf(message.key()) || cannotBeStored(data)) {
      throw new IllegalArgumentException(
          "A text holds the character 0 or half a character, which cannot be stored");
    }
    return new Snapshot(
        event.record(), event.sequence(), event.id(), event.journey(), state, data, event.time());
  }

  private static State state(ChangeEvent event) {
    if (event.kind() == Kind.CHANGED) {
      return State.PRESENT;
    }
    return event.kind() == Kind.REMOVED ? State.REMOVED : State.ERASED;
  }

  /** PostgreSQL's texts hold neither the character 0 nor half a pair of surrogates. */
  private static boolean cannotBeStored(JsonNode node) {
    if (node == null) {
      return false;
    }
    String text = node.toString();
    return hasHalf(text) || text.contains("\\u0000") && holdsNul(node);
  }

  private static boolean hasHalf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** What reads like the escape of it may be a backslash and letters. */
  private static boolean holdsNul(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().indexOf('\0') >= 0;
    }
    for (var member : node.properties()) {
      if (member.getKey().indexOf('\0') >= 0) {
        return true;
      }
    }
    for (JsonNode item : node) {
      if (holdsNul(item)) {
        return true;
      }
    }
    return false;
  }

  /** Words of the reader, cut before anything that it may quote from the message. */
  private static Unreadable unreadable(ConsumerRecord<String, byte[]> message, String why) {
    String words = why == null ? "unknown" : why.replaceAll("(?s)[:\n].*", "");
    String key = message.key() == null ? null : message.key().replace('\0', '?');
    return new Unreadable(
        message.topic(), message.partition(), message.offset(), key, words.replace('\0', '?'));
  }
}
