package io.mlconnector.platform.poll;

import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.kafka.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Audit events of reading. Ids follow from the read's number, so a page that is published again
 * after a crash under the same read is entered once.
 */
final class PollAudit {

  private final String connection;
  private final String stream;
  private final String service;
  private final Function<AuditEvent, List<Message>> toMessages;

  PollAudit(String connection, String stream, PollServices services) {
    this.connection = connection;
    this.stream = stream;
    this.service = services.service();
    this.toMessages = services.audit();
  }

  /** One event for what was published, one for what did not change, one per page for gaps. */
  List<Message> page(
      Sequence read, Instant at, long millis, List<ChangeEvent> events, Comparison compared) {
    List<Message> messages = new ArrayList<>();
    if (!events.isEmpty()) {
      List<AuditItem> items = events.stream().map(event -> item(event, null)).toList();
      messages.addAll(event(read, at, Step.PUBLISHED, items.size(), items, millis));
      messages.addAll(gaps(read, at, events, compared));
    }
    if (!compared.unchanged().isEmpty()) {
      int count = compared.unchanged().size();
      messages.addAll(event(read, at, Step.UNCHANGED_AT_SOURCE, count, List.of(), millis));
    }
    return messages;
  }

  /** Records of erased persons, of which nothing but their number is told. */
  List<Message> suppressed(Sequence read, Instant at, int count) {
    return event(read, at, Step.SUPPRESSED, count, List.of(), null);
  }

  List<Message> removed(Sequence read, Instant at, List<ChangeEvent> events) {
    List<AuditItem> items = events.stream().map(event -> item(event, null)).toList();
    return event(read, at, Step.REMOVED_AT_SOURCE, items.size(), items, null);
  }

  List<Message> parked(Sequence read, Instant at, Map<String, String> poison, String journey) {
    List<AuditItem> items =
        poison.entrySet().stream()
            .map(
                entry ->
                    new AuditItem(
                        journey,
                        connection + "|" + stream + "|" + entry.getKey(),
                        null,
                        null,
                        null,
                        read.toString(),
                        null,
                        entry.getValue(),
                        List.of()))
            .toList();
    return event(read, at, Step.PARKED, items.size(), items, null);
  }

  private List<Message> gaps(
      Sequence read, Instant at, List<ChangeEvent> events, Comparison compared) {
    Map<String, Candidate> byRecord =
        compared.changed().stream()
            .collect(Collectors.toMap(candidate -> candidate.record().toString(), c -> c));
    List<AuditItem> items =
        events.stream()
            .filter(event -> !byRecord.get(event.record().toString()).gaps().isEmpty())
            .map(event -> item(event, Gap.words(byRecord.get(event.record().toString()).gaps())))
            .toList();
    return items.isEmpty() ? List.of() : event(read, at, Step.DATA_GAP, items.size(), items, null);
  }

  private static AuditItem item(ChangeEvent event, String reason) {
    return new AuditItem(
        event.journey(),
        event.record().toString(),
        null,
        null,
        null,
        event.sequence().toString(),
        null,
        reason,
        List.of());
  }

  private List<Message> event(
      Sequence read, Instant at, Step step, long count, List<AuditItem> items, Long millis) {
    String id = connection + "/" + stream + "/" + read + "/" + step;
    return toMessages.apply(
        new AuditEvent(id, at, service, connection, stream, step, count, items, null, millis));
  }
}
