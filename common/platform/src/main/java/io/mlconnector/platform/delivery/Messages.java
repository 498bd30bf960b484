package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.kafka.Message;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says what became of deliveries: one outcome each, and one audit event per step and batch. */
final class Messages {

  private final String service;
  private final String connection;
  private final Topics topics;
  private final Clock clock;

  Messages(String service, String connection, Topics topics, Clock clock) {
    this.service = service;
    this.connection = connection;
    this.topics = topics;
    this.clock = clock;
  }

  /** Outcomes and audit events of endings. */
  List<Message> ended(List<Ending> endings) {
    List<Message> messages = new ArrayList<>();
    Map<Step, List<Ending>> steps = new LinkedHashMap<>();
    for (Ending end : endings) {
      messages.add(
          outcome(
              end.item().delivery(),
              end.item().tries() + 1,
              end.ref(),
              end.delivery(),
              end.result(),
              end.key(),
              end.stored(),
              end.written(),
              end.reason()));
      steps.computeIfAbsent(step(end.result()), any -> new ArrayList<>()).add(end);
    }
    steps.forEach(
        (step, ends) ->
            messages.add(event(audit(step, ends.get(0).item().object(), items(ends), null, null))));
    return messages;
  }

  /** Outcomes and an audit event of deliveries that something newer made needless. */
  List<Message> superseded(List<Taken> taken) {
    return ended(taken, Result.SUPERSEDED, null);
  }

  /** Outcomes and an audit event of deliveries that a person gave up. */
  List<Message> dismissed(List<Taken> taken, String reason) {
    return ended(taken, Result.DISMISSED, reason);
  }

  /** Outcomes and an audit event of deliveries that were parked where they waited. */
  List<Message> parked(Taken taken, String reason) {
    return ended(List.of(taken), Result.PARKED, reason);
  }

  /** The audit event of deliveries that wait for a parent. */
  List<Message> waiting(List<Waiting.Moved> moved) {
    if (moved.isEmpty()) {
      return List.of();
    }
    List<AuditItem> items =
        moved.stream().map(each -> item(each.delivery(), "Waits for " + each.parent())).toList();
    return List.of(
        event(audit(Step.WAITING, moved.get(0).delivery().ref().object(), items, null, null)));
  }

  Message event(AuditEvent event) {
    return Message.json(topics.audit(), connection, null, event);
  }

  /** An audit event of this connection. */
  AuditEvent audit(Step step, String scope, List<AuditItem> items, String message, Long millis) {
    return new AuditEvent(
        UUID.randomUUID().toString(),
        clock.instant(),
        service,
        connection,
        scope,
        step,
        items.size(),
        items,
        message,
        millis);
  }

  /** An audit item of a delivery whose end is not known yet. */
  static AuditItem item(Parcel parcel, String reason) {
    return item(
        parcel.item().delivery(),
        parcel.delivery().ref(),
        parcel.delivery(),
        parcel.key(),
        reason,
        List.of());
  }

  static AuditItem item(Taken taken, String reason) {
    return item(taken.id(), taken.ref(), taken.delivery(), null, reason, List.of());
  }

  private List<Message> ended(List<Taken> taken, Result result, String reason) {
    List<Taken> known = taken.stream().filter(each -> each.ref() != null).toList();
    if (known.isEmpty()) {
      return List.of();
    }
    List<Message> messages = new ArrayList<>();
    for (Taken each : known) {
      messages.add(
          outcome(
              each.id(),
              each.tries() + 1,
              each.ref(),
              each.delivery(),
              result,
              null,
              Map.of(),
              null,
              reason));
    }
    List<AuditItem> items = known.stream().map(each -> item(each, reason)).toList();
    messages.add(event(audit(step(result), known.get(0).ref().object(), items, null, null)));
    return messages;
  }

  private Message outcome(
      String id,
      int attempt,
      Ref ref,
      Delivery delivery,
      Result result,
      String key,
      Map<String, JsonNode> stored,
      Sequence written,
      String reason) {
    String journey = delivery == null ? null : delivery.journey();
    Outcome outcome =
        new Outcome(
            id,
            attempt,
            ref,
            delivery == null ? null : delivery.route(),
            journey,
            result,
            key,
            stored,
            written,
            reason,
            clock.instant());
    String trace = journey == null ? null : Journey.traceparent(journey);
    return Message.json(topics.outcomes(), ref.toString(), trace, outcome);
  }

  private static List<AuditItem> items(List<Ending> ends) {
    return ends.stream()
        .map(
            end ->
                item(
                    end.item().delivery(),
                    end.ref(),
                    end.delivery(),
                    end.key(),
                    end.reason(),
                    end.changes()))
        .toList();
  }

  private static AuditItem item(
      String id, Ref ref, Delivery delivery, String key, String reason, List<FieldChange> changes) {
    return new AuditItem(
        delivery == null ? null : delivery.journey(),
        ref.source().toString(),
        ref.toString(),
        key,
        id,
        delivery == null ? null : delivery.sequence().toString(),
        delivery == null ? null : delivery.route(),
        reason,
        changes);
  }

  private static Step step(Result result) {
    return Step.valueOf(result.name());
  }
}
