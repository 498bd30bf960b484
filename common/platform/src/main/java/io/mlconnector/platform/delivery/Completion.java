package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes what steps have to say in the caller's transaction: rows leave the inbox, links move,
 * attempts open and close, and the messages that tell of it are returned, to commit with it. May be
 * done twice: a commit whose answer was lost is done again.
 */
final class Completion {

  private static final String PARK =
      """
      insert into parked (delivery, connection, ref, object, mode, sequence, ord, tries, risky,
                          approved, parents, body, seen, accepted, kind, reason, target_key)
      select i.delivery, i.connection, i.ref, i.object, i.mode, i.sequence, i.ord, i.tries + 1,
             i.risky, i.approved, i.parents, i.body, i.seen, i.accepted, u.kind, u.reason, u.key
      from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) as u(id, kind, reason, key)
      join inbox i on i.id = u.id
      on conflict (delivery) do nothing
      """;

  private static final String REPLACED_PARKED =
      """
      delete from parked p using unnest(?::text[], ?::text[], ?::bigint[]) as u(ref, sequence, ord)
      where p.ref = u.ref and p.mode <> 'APPEND'
        and (p.sequence collate "C", p.ord) <= (u.sequence collate "C", u.ord)
        and not (p.delivery = any (?::text[]))
      returning p.delivery, p.ref, p.tries, p.body
      """;

  private static final String REPLACED_WAITING =
      REPLACED_PARKED.replace("delete from parked p", "delete from waiting p");

  /**
   * Deliveries that ended and left nothing else by which their repetition would be known: appended
   * ones, and those whose ref has no link that tells of the newest. One that was superseded by one
   * that found nothing to do would otherwise be taken anew, as the newest of its ref. It is looked
   * up ref by ref, by index, also with plans that were made on empty tables.
   */
  static final String REMEMBER =
      """
      insert into done (delivery)
      select u.delivery from unnest(?::text[], ?::text[], ?::boolean[]) as u(delivery, ref, append)
      where u.append or (select l.ref from link l where l.ref = u.ref) is null
      on conflict do nothing
      """;

  private final String connection;
  private final long fence;
  private final Messages messages;
  private final Links links;

  Completion(String connection, long fence, Messages messages) {
    this.connection = connection;
    this.fence = fence;
    this.messages = messages;
    this.links = new Links(connection);
  }

  /** What has to be sent, and what may go on now. */
  record Done(List<Message> messages, List<String> linked) {}

  Done apply(Connection sql, List<Step> steps) throws SQLException {
    List<Ending> endings = links.settle(sql, all(steps, step -> step.endings));
    List<String> linked = links.move(sql, endings);
    List<Message> told = new ArrayList<>();
    Attempts.close(sql, all(steps, step -> step.closed));
    Attempts.open(sql, connection, fence, all(steps, step -> step.begun));
    Jobs.end(sql, connection, all(steps, step -> step.jobsEnded));
    Jobs.store(sql, connection, fence, all(steps, step -> step.running));
    told.addAll(messages.waiting(Waiting.move(sql, steps)));
    told.addAll(messages.gathering(Gathered.move(sql, all(steps, step -> step.gathers))));
    park(sql, endings);
    List<Taken> superseded = new ArrayList<>(replaced(sql, endings, aside(steps)));
    superseded.addAll(removeNeedless(sql, all(steps, step -> step.needless)));
    told.addAll(messages.superseded(superseded));
    remove(sql, endings, all(steps, step -> step.repeats));
    remember(sql, endings, superseded);
    told.addAll(messages.ended(endings));
    all(steps, step -> step.events).forEach(event -> told.addAll(messages.event(event)));
    return new Done(told, linked);
  }

  private static void park(Connection sql, List<Ending> endings) throws SQLException {
    List<Ending> parked = endings.stream().filter(end -> end.kind() != null).toList();
    if (parked.isEmpty()) {
      return;
    }
    List<String> keys = new ArrayList<>();
    parked.forEach(end -> keys.add(end.key()));
    Query.update(
        sql,
        PARK,
        parked.stream().map(end -> end.item().id()).toList(),
        parked.stream().map(end -> end.kind().name()).toList(),
        parked.stream().map(Ending::reason).toList(),
        keys);
  }

  /** What was parked or waited and is older than what ended, parked or waits now. */
  private static List<Taken> replaced(Connection sql, List<Ending> endings, List<Item> aside)
      throws SQLException {
    Map<String, Item> newest = new HashMap<>();
    for (Ending end : endings) {
      if (end.result() != Result.SUPERSEDED && end.item().mode() != Delivery.Mode.APPEND) {
        newest.merge(end.item().ref(), end.item(), (a, b) -> b.supersedes(a) ? b : a);
      }
    }
    for (Item item : aside) {
      if (item.mode() != Delivery.Mode.APPEND) {
        newest.merge(item.ref(), item, (a, b) -> b.supersedes(a) ? b : a);
      }
    }
    if (newest.isEmpty()) {
      return List.of();
    }
    List<Item> items = List.copyOf(newest.values());
    Object[] arguments = {
      items.stream().map(Item::ref).toList(),
      items.stream().map(item -> item.sequence().toString()).toList(),
      items.stream().map(Item::order).toList(),
      items.stream().map(Item::delivery).toList()
    };
    List<Taken> replaced =
        new ArrayList<>(Query.list(sql, Taken::read, REPLACED_PARKED, arguments));
    replaced.addAll(Query.list(sql, Taken::read, REPLACED_WAITING, arguments));
    Attempts.close(sql, replaced.stream().map(Taken::id).toList());
    return replaced;
  }

  private static List<Taken> removeNeedless(Connection sql, List<Item> needless)
      throws SQLException {
    if (needless.isEmpty()) {
      return List.of();
    }
    Attempts.close(sql, needless.stream().map(Item::delivery).toList());
    return Query.list(
        sql,
        Taken::read,
        "delete from inbox i using unnest(?::bigint[]) u(id) where i.id = u.id"
            + " returning i.delivery, i.ref, i.tries, i.body",
        needless.stream().map(Item::id).toList());
  }

  private static void remove(Connection sql, List<Ending> endings, List<Item> repeats)
      throws SQLException {
    List<Item> items = new ArrayList<>(repeats);
    endings.forEach(end -> items.add(end.item()));
    if (items.isEmpty()) {
      return;
    }
    Query.update(
        sql,
        "delete from inbox i using unnest(?::bigint[]) u(id) where i.id = u.id",
        items.stream().map(Item::id).toList());
    Attempts.close(sql, items.stream().map(Item::delivery).toList());
  }

  private static void remember(Connection sql, List<Ending> endings, List<Taken> superseded)
      throws SQLException {
    List<String> deliveries = new ArrayList<>();
    List<String> refs = new ArrayList<>();
    List<Boolean> appends = new ArrayList<>();
    for (Ending end : endings) {
      if (end.kind() == null && !end.links()) {
        deliveries.add(end.item().delivery());
        refs.add(end.item().ref());
        appends.add(end.item().mode() == Delivery.Mode.APPEND);
      }
    }
    for (Taken taken : superseded) {
      deliveries.add(taken.id());
      refs.add(String.valueOf(taken.ref()));
      appends.add(false);
    }
    if (!deliveries.isEmpty()) {
      Query.update(sql, REMEMBER, deliveries, refs, appends);
    }
  }

  /** What waits or gathers now. */
  private static List<Item> aside(List<Step> steps) {
    List<Item> items = new ArrayList<>();
    all(steps, step -> step.waits).forEach(wait -> items.add(wait.item()));
    all(steps, step -> step.gathers).forEach(gather -> items.add(gather.item()));
    return items;
  }

  private static <T> List<T> all(List<Step> steps, Function<Step, List<T>> part) {
    List<T> all = new ArrayList<>();
    steps.forEach(step -> all.addAll(part.apply(step)));
    return all;
  }
}
