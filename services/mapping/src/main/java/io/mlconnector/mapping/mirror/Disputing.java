package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells of fields that have come to need a person. */
final class Disputing {

  private final Audits audits;
  private final List<Message> messages = new ArrayList<>();

  Disputing(Audits audits) {
    this.audits = audits;
  }

  /**
   * @param before the fields that did need one already
   */
  void add(Mirror mirror, PairRow row, Set<String> before) {
    Set<String> news = new TreeSet<>(row.pair.conflicts.keySet());
    news.removeAll(before);
    if (news.isEmpty()) {
      return;
    }
    Ref ref = row.ref(Side.LEFT);
    AuditItem item =
        new AuditItem(
            null,
            ref.source().toString(),
            ref.toString(),
            row.key(Side.RIGHT),
            null,
            null,
            mirror.route(Side.LEFT).name(),
            "both sides changed %s; decide conflict %d".formatted(String.join(", ", news), row.id),
            List.of());
    messages.addAll(
        audits.messages(
            audits.event(
                Audits.id(),
                Step.CONFLICT,
                ref.connection(),
                ref.object(),
                1,
                List.of(item),
                null)));
  }

  List<Message> messages() {
    return messages;
  }
}
