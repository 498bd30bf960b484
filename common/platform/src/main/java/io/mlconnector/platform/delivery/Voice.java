package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How outcomes and audit events are put into messages. */
record Voice(Audits audits, Topics topics, Clock clock) {

  private static final int LARGEST = 900_000;

  /** An outcome; one that is too large to be sent goes without the stored values. */
  Message outcome(Outcome outcome) {
    String trace =
        outcome.journey() == null
            ? null
            : Journey.traceparent(outcome.journey(), outcome.ref().source());
    String key = outcome.ref().toString();
    Message message = Message.json(topics.outcomes(), key, trace, outcome);
    return message.value().length <= LARGEST
        ? message
        : Message.json(topics.outcomes(), key, trace, withoutStored(outcome));
  }

  Instant now() {
    return clock.instant();
  }

  AuditEvent event(
      AuditEvent.Step step,
      String connection,
      String scope,
      List<AuditItem> items,
      String message) {
    AuditEvent event =
        audits.event(Audits.id(), step, connection, scope, items.size(), items, null);
    return new AuditEvent(
        event.id(),
        event.at(),
        event.service(),
        connection,
        scope,
        step,
        items.size(),
        items,
        message,
        null);
  }

  /** An event that only counts. */
  AuditEvent count(AuditEvent.Step step, String connection, long count) {
    return audits.event(Audits.id(), step, connection, null, count, List.of(), null);
  }

  List<Message> messages(AuditEvent event) {
    return audits.messages(event);
  }

  private static Outcome withoutStored(Outcome outcome) {
    return new Outcome(
        outcome.delivery(),
        outcome.attempt(),
        outcome.ref(),
        outcome.route(),
        outcome.journey(),
        outcome.result(),
        outcome.targetKey(),
        Map.of(),
        outcome.sequence(),
        outcome.reason(),
        outcome.at());
  }
}
