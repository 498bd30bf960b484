package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the ledger is told of pairs: one event per step and object. */
final class Entries {

  private record Group(Step step, String connection, String object) {}

  private final Audits audits;
  private final Map<Group, List<AuditItem>> items = new LinkedHashMap<>();

  Entries(Audits audits) {
    this.audits = audits;
  }

  /**
   * Fields have come to need a person.
   *
   * @param before those that did need one already
   */
  void disputed(Mirror mirror, PairRow row, Set<String> before) {
    Set<String> news = new TreeSet<>(row.pair.conflicts.keySet());
    news.removeAll(before);
    if (!news.isEmpty()) {
      add(
          Step.CONFLICT,
          mirror,
          row,
          Side.LEFT,
          null,
          "both sides changed %s; decide conflict %d".formatted(String.join(", ", news), row.id));
    }
  }

  /** Two records are a pair now. */
  void linked(Mirror mirror, PairRow row, String how) {
    add(Step.LINKED, mirror, row, Side.LEFT, null, how);
  }

  /** Two records are no pair any more. */
  void parted(Mirror mirror, PairRow row, String author) {
    add(Step.LINKED, mirror, row, Side.LEFT, null, author + " unlinked them: they are no pair");
  }

  /** Both sides hold what a delivery brought: which fields went which way, and why. */
  void agreed(Mirror mirror, PairRow row, Open open, Outcome outcome) {
    if (open == null || open.kind() != Open.Kind.MERGE || open.fields().isEmpty()) {
      return;
    }
    Side from = open.target().other();
    String fields =
        open.fields().entrySet().stream()
            .map(each -> each.getKey() + words(each.getValue()))
            .collect(Collectors.joining("; "));
    add(
        Step.AGREED,
        mirror,
        row,
        from,
        outcome,
        "from %s to %s: %s"
            .formatted(mirror.connection(from), mirror.connection(from.other()), fields));
  }

  private static String words(Sent sent) {
    return sent.why() == null ? "" : " (" + sent.why().words() + ")";
  }

  private void add(
      Step step, Mirror mirror, PairRow row, Side side, Outcome outcome, String reason) {
    Ref ref = row.ref(side);
    items
        .computeIfAbsent(
            new Group(step, ref.connection(), ref.object()), group -> new ArrayList<>())
        .add(
            new AuditItem(
                outcome == null ? null : outcome.journey(),
                ref.source().toString(),
                ref.toString(),
                row.key(side.other()),
                outcome == null ? null : outcome.delivery(),
                null,
                mirror.route(side).name(),
                reason,
                List.of()));
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    items.forEach(
        (group, list) ->
            messages.addAll(
                audits.messages(
                    audits.event(
                        Audits.id(),
                        group.step(),
                        group.connection(),
                        group.object(),
                        list.size(),
                        list,
                        null))));
    return messages;
  }
}
