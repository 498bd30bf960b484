package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an owner does beside delivering: counts deactivations, parks what waited too long, wakes
 * what was forgotten, and forgets what nobody can repeat any more.
 */
final class Chores {

  private static final Log LOG = Log.of(Chores.class);

  private static final String EXPIRE =
      """
      with gone as (
        delete from waiting w using
          (select delivery from waiting where connection = ? and parent is not null
             and since < now() - ? * interval '1 millisecond'
             and not exists (select from pause p where p.scope in ('everything', 'system')
                             or p.scope = 'connection' and p.name = ?) limit 1000) old
        where w.delivery = old.delivery
        returning w.*, (select p.reason from parked p where p.ref = w.parent limit 1) as why)
      insert into parked (delivery, connection, ref, object, mode, sequence, ord, tries, risky,
                          approved, parents, body, seen, accepted, kind, reason)
      select g.delivery, g.connection, g.ref, g.object, g.mode, g.sequence, g.ord, g.tries + 1,
             g.risky, g.approved, g.parents, g.body, g.seen, g.accepted, 'PARENT',
             'Waited ' || ? || ' for ' || g.parent
               || coalesce(', which is parked: ' || g.why, ', which never came')
      from gone g
      on conflict (delivery) do nothing
      returning delivery, ref, tries - 1 as tries, body, reason
      """;

  private static final String FORGET =
      """
      delete from done d using
        (select delivery from done where at < now() - ? * interval '1 millisecond'
         order by at limit 5000) old
      where d.delivery = old.delivery
      """;

  private final Desk desk;
  private final MassChange massChange;

  Chores(Desk desk, MassChange massChange) {
    this.desk = desk;
    this.massChange = massChange;
  }

  /**
   * Counts deactivations; where they are too many, holds them for a person.
   *
   * @param items those that wait to be counted
   * @param cursor no row above this inbox id is loaded
   * @return those that may go on
   */
  List<Item> count(String object, List<Item> items, long cursor) {
    List<Item> free = new ArrayList<>();
    desk.committer()
        .tell(
            sql -> {
              List<Long> ids = items.stream().map(Item::id).toList();
              MassChange.Verdict verdict = massChange.check(sql, object, ids, cursor);
              Set<String> held = verdict.held().stream().map(Taken::id).collect(Collectors.toSet());
              free.clear();
              items.stream().filter(item -> !held.contains(item.delivery())).forEach(free::add);
              return held.isEmpty() ? List.of() : stopped(object, verdict);
            });
    return free;
  }

  private List<Message> stopped(String object, MassChange.Verdict verdict) {
    String message =
        "%d records would be deactivated or flagged, %d may be at once: approve or dismiss"
            .formatted(verdict.counted(), verdict.allowed());
    return desk.messages()
        .event(
            desk.messages()
                .audit(
                    AuditEvent.Step.MASS_CHANGE_STOPPED,
                    object,
                    verdict.held().stream().map(taken -> Messages.item(taken, null)).toList(),
                    message));
  }

  /** Looks through what waits; returns whether something may go on now. */
  boolean sweep() {
    try {
      desk.committer().tell(this::expire);
      desk.committer()
          .ask(sql -> Query.update(sql, FORGET, desk.config().repeatWindow().toMillis()));
      return Waiting.wakeOrphans(desk.transactions(), desk.connection()) > 0;
    } catch (DatabaseUnavailable e) {
      LOG.debug("The sweep waits for the database", "connection", desk.connection());
      return false;
    }
  }

  private List<Message> expire(java.sql.Connection sql) throws java.sql.SQLException {
    record Expired(Taken taken, String reason) {}
    long limit = desk.config().parentWait().toMillis();
    String words = desk.config().parentWait().toString().substring(2).toLowerCase();
    List<Message> messages = new ArrayList<>();
    for (Expired each :
        Query.list(
            sql,
            row -> new Expired(Taken.read(row), row.getString("reason")),
            EXPIRE,
            desk.connection(),
            limit,
            desk.connection(),
            words)) {
      messages.addAll(desk.messages().parked(each.taken, each.reason));
    }
    return messages;
  }
}
