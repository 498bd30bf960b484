package io.mlconnector.console.ledger;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.console.trace.Traces;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Feeds the ledger from the audit topic. A channel whose method throws ends for good, so this one
 * never lets a database error out: it holds its batch until the database is back.
 */
@ApplicationScoped
public class AuditTopic {

  private static final Log LOG = Log.of(AuditTopic.class);
  private static final long PAUSE_MILLIS = 1_000;

  private final Ledger ledger;
  private final Traces traces;
  private volatile boolean waiting;

  public AuditTopic(Ledger ledger, Traces traces) {
    this.ledger = ledger;
    this.traces = traces;
  }

  @Incoming("audit")
  @Blocking
  void accept(List<byte[]> messages) throws InterruptedException {
    List<AuditEvent> events = new ArrayList<>(messages.size());
    for (byte[] message : messages) {
      read(message).ifPresent(events::add);
    }
    if (!events.isEmpty()) {
      enter(events);
    }
  }

  /** What is not one of ours is passed over; the ledger is for what can be read. */
  private static Optional<AuditEvent> read(byte[] message) {
    try {
      return message == null
          ? Optional.empty()
          : Optional.ofNullable(CanonicalJson.read(message, AuditEvent.class));
    } catch (IllegalArgumentException e) {
      LOG.error(null, "An audit message is not readable", "bytes", message.length);
      return Optional.empty();
    }
  }

  private void enter(List<AuditEvent> events) throws InterruptedException {
    while (!entered(events)) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean entered(List<AuditEvent> events) throws InterruptedException {
    try {
      ledger.enter(events);
      traces.offer(events);
      if (waiting) {
        LOG.info("The ledger waits no more");
      }
      waiting = false;
      return true;
    } catch (DatabaseUnavailable e) {
      if (!e.refusesContents()) {
        if (!waiting) {
          LOG.warn(e, "The ledger waits for its database", "events", events.size());
        }
        waiting = true;
        return false;
      }
      if (events.size() == 1) {
        LOG.error(null, "An audit message is not storable", "id", events.get(0).id());
        return true;
      }
    }
    // One of them is refused; the others must not be lost with it.
    for (AuditEvent event : events) {
      enter(List.of(event));
    }
    return true;
  }
}
