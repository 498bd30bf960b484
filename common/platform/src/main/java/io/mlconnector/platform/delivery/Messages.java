package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.kafka.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what became of deliveries: one outcome each, and one audit event per step and batch. */
final class Messages {

  private final String connection;
  private final Voice voice;

  Messages(String connection, Voice voice) {
    this.connection = connection;
    this.voice = voice;
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
      if (end.gap()) {
        steps.computeIfAbsent(Step.DATA_GAP, any -> new ArrayList<>()).add(end);
      }
      steps.computeIfAbsent(step(end.result()), any -> new ArrayList<>()).add(end);
    }
    steps.forEach(
        (step, ends) ->
            messages.addAll(event(audit(step, ends.get(0).item().object(), items(ends), null))));
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

  /** Outcomes and an audit event of a delivery that was parked where it was. */
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
    return event(audit(Step.WAITING, moved.get(0).delivery().ref().object(), items, null));
  }

  /** The audit event of deliveries whose rows gather. */
  List<Message> gathering(List<io.mlconnector.platform.delivery.Step.Gather> gathers) {
    if (gathers.isEmpty()) {
      return List.of();
    }
    List<AuditItem> items =
        gathers.stream()
            .map(
                each ->
                    item(
                        each.item().delivery(),
                        each.delivery().ref(),
                        each.delivery(),
                        null,
                        null,
                        List.of()))
            .toList();
    return event(
        audit(
            Step.WAITING,
            gathers.get(0).item().object(),
            items,
            "Rows gather until they are published"));
  }

  /** The messages of an audit event. */
  List<Message> event(AuditEvent event) {
    return voice.messages(event);
  }

  /** An audit event of this connection. */
  AuditEvent audit(Step step, String scope, List<AuditItem> items, String message) {
    return voice.event(step, connection, scope, items, message);
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
    List<Message> messages = new ArrayList<>();
    for (Taken each : taken) {
      if (each.ref() != null) {
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
    }
    if (!taken.isEmpty()) {
      Ref first = taken.get(0).ref();
      List<AuditItem> items = taken.stream().map(each -> item(each, reason)).toList();
      messages.addAll(
          event(audit(step(result), first == null ? null : first.object(), items, null)));
    }
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
    return voice.outcome(
        new Outcome(
            id,
            attempt,
            ref,
            delivery == null ? null : delivery.route(),
            delivery == null ? null : delivery.journey(),
            result,
            key,
            stored,
            written,
            reason,
            voice.now()));
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
        ref == null ? null : ref.source().toString(),
        ref == null ? null : ref.toString(),
        key,
        id,
        delivery == null ? null : delivery.sequence().toString(),
        delivery == null ? null : delivery.route(),
        reason,
        changes,
        delivery == null ? null : (Integer) delivery.routeVersion());
  }

  private static Step step(Result result) {
    return result == Result.CHANGED ? Step.CHANGED_AT_TARGET : Step.valueOf(result.name());
  }
}
