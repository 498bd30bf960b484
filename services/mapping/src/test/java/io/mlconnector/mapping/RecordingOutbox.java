package io.mlconnector.mapping;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is put into the outbox. */
public final class RecordingOutbox implements Outbox {

  private final List<Message> messages = new ArrayList<>();
  private RuntimeException failure;

  @Override
  public synchronized void add(Connection sql, String lane, List<Message> added) {
    if (failure != null) {
      RuntimeException now = failure;
      failure = null;
      throw now;
    }
    messages.addAll(added);
  }

  @Override
  public void wake(String lane) {
    // nothing sends
  }

  /** The next addition fails, as a crash before the commit would. */
  public void failOnce() {
    failure = new IllegalStateException("crash before the commit");
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
}
