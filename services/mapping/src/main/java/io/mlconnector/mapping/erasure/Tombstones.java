package io.mlconnector.mapping.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshot.State;
import io.mlconnector.mapping.record.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Empties snapshots and says so on the topics of their entities: behind the last event of a record
 * comes a tombstone, whatever its source's adapter does meanwhile, so that the newest message of an
 * erased record is always one.
 */
@ApplicationScoped
public class Tombstones {

  private static final String BEGIN =
      """
      insert into snapshot (record_key, sequence, event, journey, state, data, changed_at, mark)
      select u.record_key, ?, 'erased', ?, 'ERASED', null, ?::timestamptz, nextval('snapshot_mark')
      from unnest(?::text[]) as u(record_key) order by u.record_key collate "C"
      on conflict (record_key) do nothing
      """;

  private static final String EMPTY =
      """
      update snapshot s
      set sequence = u.sequence, event = u.event, journey = u.journey, state = 'ERASED',
          data = null, changed_at = ?::timestamptz, mark = nextval('snapshot_mark')
      from unnest(?::text[], ?::text[], ?::text[], ?::text[])
        as u(record_key, sequence, event, journey)
      where s.record_key = u.record_key
      """;

  private final Topics topics;
  private final Clock clock;

  public Tombstones(Topics topics, Clock clock) {
    this.topics = topics;
    this.clock = clock;
  }

  /**
   * What became of records.
   *
   * @param erased their snapshots as they are now
   * @param emptied how many had data
   * @param messages tombstones, one for each record of which something was ever published
   */
  public record Laid(List<Snapshot> erased, long emptied, List<Message> messages) {}

  /** Erases records; asked again, it says the same again. */
  public Laid lay(Connection sql, Collection<RecordKey> records) throws SQLException {
    Map<RecordKey, Sequence> seen = new TreeMap<>(Comparator.comparing(RecordKey::toString));
    records.forEach(record -> seen.put(record, Sequence.NONE));
    return lay(sql, seen);
  }

  /**
   * The same.
   *
   * @param seen the last sequence with which each was seen on its topic, where that may be newer
   *     than its snapshot
   */
  Laid lay(Connection sql, Map<RecordKey, Sequence> seen) throws SQLException {
    Instant now = clock.instant();
    List<String> keys = seen.keySet().stream().map(RecordKey::toString).sorted().toList();
    // A row for each, so that whoever is about to store the record waits, and then sees this.
    Query.update(sql, BEGIN, Sequence.NONE.toString(), Journey.begin(), now.toString(), keys);
    List<Snapshot> erased = new ArrayList<>();
    List<Snapshot> moved = new ArrayList<>();
    long emptied = 0;
    for (Snapshot before : Snapshots.lock(sql, keys)) {
      Sequence on = seen.get(before.key());
      boolean already = before.state() == State.ERASED && !on.isAfter(before.sequence());
      Snapshot after = already ? before : erased(before, on, now);
      erased.add(after);
      if (!already) {
        moved.add(after);
        emptied += before.state() == State.ERASED ? 0 : 1;
      }
    }
    Query.update(
        sql,
        EMPTY,
        now.toString(),
        Query.texts(moved, Snapshot::key),
        Query.texts(moved, Snapshot::sequence),
        Query.texts(moved, Snapshot::event),
        Query.texts(moved, Snapshot::journey));
    List<Message> messages =
        erased.stream()
            .filter(each -> each.sequence().isAfter(Sequence.NONE))
            .map(this::message)
            .toList();
    return new Laid(erased, emptied, messages);
  }

  private static Snapshot erased(Snapshot before, Sequence on, Instant now) {
    Sequence last = on.isAfter(before.sequence()) ? on : before.sequence();
    Sequence next = new Sequence(last.fence(), last.number() + 1);
    return new Snapshot(
        before.key(),
        next,
        Audits.id("erased", before.key(), next),
        Journey.begin(),
        State.ERASED,
        null,
        now);
  }

  private Message message(Snapshot erased) {
    ChangeEvent event =
        new ChangeEvent(
            erased.event(),
            Kind.ERASED,
            erased.key(),
            erased.changedAt(),
            erased.sequence(),
            Journey.traceparent(erased.journey(), erased.key()),
            null);
    return new Message(
        topics.canonical(erased.key().entity()),
        erased.key().toString(),
        ChangeEventCodec.headers(event),
        null);
  }
}
