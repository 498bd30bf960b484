package io.mlconnector.mapping.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.erasure.Identifiers;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshot.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses what comes late of erased persons, and says on its topic that it is erased. */
@ApplicationScoped
public class Refusals {

  private final Suppressions suppressions;
  private final Tombstones tombstones;
  private final Audits audits;

  public Refusals(Suppressions suppressions, Tombstones tombstones, Audits audits) {
    this.suppressions = suppressions;
    this.tombstones = tombstones;
    this.audits = audits;
  }

  /**
   * What was refused.
   *
   * @param erased by the state that came, what there is now
   */
  public record Refused(Map<Snapshot, Snapshot> erased, List<Message> messages) {}

  /**
   * Refuses states of erased persons. Call it after they are stored: an erasure that commits
   * meanwhile waits for the rows, or is seen here.
   */
  public Refused late(Connection sql, Collection<Snapshot> came) throws SQLException {
    List<Snapshot> alive = came.stream().filter(each -> each.state() != State.ERASED).toList();
    Set<Snapshot> late =
        suppressions.among(sql, alive, each -> Identifiers.of(each.key(), each.data()));
    if (late.isEmpty()) {
      return new Refused(Map.of(), List.of());
    }
    Map<RecordKey, Sequence> seen = new HashMap<>();
    late.forEach(each -> seen.put(each.key(), each.sequence()));
    Tombstones.Laid laid = tombstones.lay(sql, seen);
    Map<RecordKey, Snapshot> now = new HashMap<>();
    laid.erased().forEach(each -> now.put(each.key(), each));
    Map<Snapshot, Snapshot> erased = new HashMap<>();
    late.forEach(each -> erased.put(each, now.get(each.key())));
    List<Message> messages = new ArrayList<>(laid.messages());
    Map<String, Long> counts = new HashMap<>();
    late.forEach(each -> counts.merge(each.key().connection(), 1L, Long::sum));
    counts.forEach((connection, count) -> messages.addAll(counted(connection, count)));
    return new Refused(erased, messages);
  }

  /** The outcomes without those of erased persons, which would bring their links back. */
  public List<Outcome> without(Connection sql, List<Outcome> outcomes) throws SQLException {
    Set<RecordKey> sources = new HashSet<>();
    outcomes.forEach(each -> sources.add(each.ref().source()));
    Set<RecordKey> erased = suppressions.keysAmong(sql, sources);
    return erased.isEmpty()
        ? outcomes
        : outcomes.stream().filter(each -> !erased.contains(each.ref().source())).toList();
  }

  private List<Message> counted(String connection, long count) {
    return audits.messages(
        audits.event(Audits.id(), Step.SUPPRESSED, connection, null, count, List.of(), null));
  }
}
