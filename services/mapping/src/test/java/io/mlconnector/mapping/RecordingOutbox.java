package io.mlconnector.mapping;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps what is put into the outbox. */
public final class RecordingOutbox implements Outbox {

  private final List<Message> messages = new ArrayList<>();

  /** How many additions there are until one fails; 0 where none does. */
  private int untilFailure;

  @Override
  public synchronized void add(Connection sql, String lane, List<Message> added) {
    if (untilFailure > 0 && --untilFailure == 0) {
      throw new IllegalStateException("crash before the commit");
    }
    messages.addAll(added);
  }

  @Override
  public void wake(String lane) {
    // nothing sends
  }

  /** The next addition fails, as a crash before the commit would. */
  public void failOnce() {
    failAt(1);
  }

  /** As {@link #failOnce}, but by that addition, counted from 1. */
  public void failAt(int addition) {
    untilFailure = addition;
  }

  /** All messages since the last call, in order. */
  public synchronized List<Message> messages() {
    List<Message> all = List.copyOf(messages);
    messages.clear();
    return all;
  }

  /** The deliveries since the last call, in order. */
  public synchronized List<Delivery> deliveries() {
    List<Delivery> deliveries =
        messages.stream()
            .filter(message -> message.topic().startsWith("deliveries."))
            .map(message -> CanonicalJson.read(message.value(), Delivery.class))
            .toList();
    messages.removeIf(message -> message.topic().startsWith("deliveries."));
    return deliveries;
  }

  /** The audit entries since the last call. */
  public synchronized List<AuditEvent> audited() {
    List<AuditEvent> events =
        messages.stream()
            .filter(message -> message.topic().equals("audit"))
            .map(message -> CanonicalJson.read(message.value(), AuditEvent.class))
            .toList();
    messages.removeIf(message -> message.topic().equals("audit"));
    return events;
  }

  /** The canonical events since the last call, as Kafka would give them. */
  public synchronized List<ConsumerRecord<String, byte[]>> published() {
    List<ConsumerRecord<String, byte[]>> records =
        messages.stream()
            .filter(message -> message.topic().startsWith("canonical."))
            .map(
                message ->
                    Records.message(
                        message.topic(), message.key(), message.headers(), message.value()))
            .toList();
    messages.removeIf(message -> message.topic().startsWith("canonical."));
    return records;
  }
}
