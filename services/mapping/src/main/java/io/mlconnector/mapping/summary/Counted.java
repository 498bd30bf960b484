package io.mlconnector.mapping.summary;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.SupportSummary;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.mapping.summary.SummaryTable.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Summaries that were counted together, and the messages that say what changed. */
final class Counted {

  private final Topics topics;
  private final Audits audits;
  private final List<Stored> all = new ArrayList<>();
  private final List<Message> events = new ArrayList<>();
  private final Map<String, List<AuditItem>> changed = new TreeMap<>();
  private final Map<String, List<AuditItem>> gaps = new TreeMap<>();
  private final Map<String, Integer> unchanged = new TreeMap<>();

  Counted(Topics topics, Audits audits) {
    this.topics = topics;
    this.audits = audits;
  }

  void unchanged(Stored last) {
    all.add(last);
    unchanged.merge(last.key().connection(), 1, Integer::sum);
  }

  void changed(Stored now, SupportSummary summary, String journey) {
    all.add(now);
    // By the sequence too: counts go up and down, and no second "3 open" is a repeat of the first.
    String id = Audits.id(now.key(), now.sequence(), now.content());
    ChangeEvent event =
        new ChangeEvent(
            id,
            Kind.CHANGED,
            now.key(),
            summary.asOf(),
            now.sequence(),
            Journey.traceparent(journey, now.key()),
            CanonicalJson.tree(summary));
    events.add(
        new Message(
            topics.canonical(SupportSummary.ENTITY),
            now.key().toString(),
            ChangeEventCodec.headers(event),
            ChangeEventCodec.value(event)));
    note(changed, now, journey, null);
    if (!summary.gaps().isEmpty()) {
      note(gaps, now, journey, Gap.words(summary.gaps()));
    }
  }

  private static void note(
      Map<String, List<AuditItem>> items, Stored now, String journey, String reason) {
    items
        .computeIfAbsent(now.key().connection(), id -> new ArrayList<>())
        .add(
            new AuditItem(
                journey,
                now.key().toString(),
                null,
                null,
                null,
                now.sequence().toString(),
                null,
                reason,
                List.of()));
  }

  /** What is to be stored. */
  List<Stored> all() {
    return all;
  }

  int published() {
    return events.size();
  }

  /** The events, and what is audited of them: all of one connection together. */
  List<Message> messages() {
    List<Message> messages = new ArrayList<>(events);
    changed.forEach((id, items) -> messages.addAll(audit(Step.PUBLISHED, id, items)));
    gaps.forEach((id, items) -> messages.addAll(audit(Step.DATA_GAP, id, items)));
    unchanged.forEach(
        (id, count) -> messages.addAll(audit(Step.UNCHANGED_AT_SOURCE, id, count, List.of())));
    return messages;
  }

  private List<Message> audit(Step step, String connection, List<AuditItem> items) {
    return audit(step, connection, items.size(), items);
  }

  private List<Message> audit(Step step, String connection, int count, List<AuditItem> items) {
    return audits.messages(
        audits.event(Audits.id(), step, connection, SupportSummary.ENTITY, count, items, null));
  }
}
