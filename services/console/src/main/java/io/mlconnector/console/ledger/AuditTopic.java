package io.mlconnector.console.ledger;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Feeds the ledger from the audit topic. A channel whose method throws ends for good, so this one
 * never lets a database error out: it holds its batch until the database is back.
 */
@ApplicationScoped
public class AuditTopic {

  private static final Logger LOG = Logger.getLogger(AuditTopic.class);
  private static final long PAUSE_MILLIS = 1_000;

  private final Ledger ledger;

  public AuditTopic(Ledger ledger) {
    this.ledger = ledger;
  }

  @Incoming("audit")
  @Blocking
  void accept(List<byte[]> messages) throws InterruptedException {
    List<AuditEvent> events = new ArrayList<>(messages.size());
    for (byte[] message : messages) {
      try {
        events.add(CanonicalJson.read(message, AuditEvent.class));
      } catch (IllegalArgumentException e) {
        // Not one of ours; the ledger is for what can be read, and says that there was more.
        LOG.errorf("audit message is not readable bytes=%d", message.length);
      }
    }
    while (!events.isEmpty() && !entered(events)) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean entered(List<AuditEvent> events) {
    try {
      ledger.enter(events);
      return true;
    } catch (DatabaseUnavailable e) {
      LOG.warnf(
          "ledger waits for its database events=%d message=%s", events.size(), e.getMessage());
      return false;
    }
  }
}
