package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deliveries that wait for a parent's target key, where people can see them. */
final class Waiting {

  private static final String MOVE =
      """
      insert into waiting (delivery, connection, ref, object, mode, sequence, ord, tries, risky,
                           approved, parents, body, seen, accepted, parent)
      select i.delivery, i.connection, i.ref, i.object, i.mode, i.sequence, i.ord, i.tries,
             i.risky, i.approved, i.parents, i.body, i.seen, i.accepted, u.parent
      from unnest(?::bigint[], ?::text[]) as u(id, parent)
      join inbox i on i.id = u.id
      where not exists (select 1 from link l where l.ref = u.parent)
      on conflict (delivery) do nothing
      returning delivery, ref, tries, body, parent
      """;

  /** From waiting back into the inbox, at its end. */
  static final String BACK =
      """
      insert into inbox (delivery, connection, ref, object, mode, sequence, ord, tries, risky,
                         approved, parents, body, seen, accepted)
      select g.delivery, g.connection, g.ref, g.object, g.mode, g.sequence, g.ord, g.tries,
             g.risky, g.approved, g.parents, g.body, g.seen, g.accepted
      from gone g order by g.since, g.sequence, g.ord
      on conflict (delivery) do nothing
      """;

  private static final String WAKE =
      "with gone as (delete from waiting w using unnest(?::text[]) u(ref)"
          + " where w.parent = u.ref returning w.*) "
          + BACK;

  private static final String WAKE_ORPHANS =
      "with gone as (delete from waiting w using link l where w.connection = ?"
          + " and w.parent is not null and l.ref = w.parent returning w.*) "
          + BACK;

  private Waiting() {}

  /** A delivery that waits now, and for which parent. */
  record Moved(Taken delivery, String parent) {}

  /**
   * Moves what waits out of the inbox, unless the parent has its key by now: those are named in
   * their step.
   */
  static List<Moved> move(Connection sql, List<Step> steps) throws SQLException {
    List<Long> ids = new ArrayList<>();
    List<String> parents = new ArrayList<>();
    Map<String, Long> idOf = new HashMap<>();
    for (Step step : steps) {
      for (Step.Wait wait : step.waits) {
        ids.add(wait.item().id());
        parents.add(wait.parent());
        idOf.put(wait.item().delivery(), wait.item().id());
      }
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Moved> moved =
        Query.list(
            sql, row -> new Moved(Taken.read(row), row.getString("parent")), MOVE, ids, parents);
    Set<String> gone = new HashSet<>();
    moved.forEach(each -> gone.add(each.delivery().id()));
    Query.update(
        sql,
        "delete from inbox i using unnest(?::bigint[]) u(id) where i.id = u.id",
        gone.stream().map(idOf::get).toList());
    for (Step step : steps) {
      step.unblocked.clear();
      step.waits.stream()
          .map(Step.Wait::item)
          .filter(item -> !gone.contains(item.delivery()))
          .forEach(step.unblocked::add);
    }
    return moved;
  }

  /** Whether anything waits for one of these refs. */
  static boolean anyFor(Connection sql, List<String> parents) throws SQLException {
    return !parents.isEmpty()
        && Query.number(
                sql,
                "select count(*) from unnest(?::text[]) u(ref)"
                    + " where exists (select 1 from waiting w where w.parent = u.ref)",
                parents)
            > 0;
  }

  /** Lets those go on that wait for one of these refs; returns how many. */
  static int wake(Transactions transactions, List<String> parents) {
    return transactions.inTransaction(
        sql -> {
          InboxLock.take(sql);
          Query.pin(sql);
          return Query.update(sql, WAKE, parents);
        });
  }

  /** Lets those go on whose parent has its key already; returns how many. */
  static int wakeOrphans(Transactions transactions, String connection) {
    return transactions.inTransaction(
        sql -> {
          InboxLock.take(sql);
          Query.pin(sql);
          return Query.update(sql, WAKE_ORPHANS, connection);
        });
  }
}
