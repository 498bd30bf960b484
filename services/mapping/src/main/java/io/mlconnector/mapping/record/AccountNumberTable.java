package io.mlconnector.mapping.record;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of whose external id an account number is. A number stays with its first ref for as
 * long as that one has a target record, or its source record is there.
 */
public final class AccountNumberTable {

  private static final String CLAIM =
      """
      insert into account_number (place, number, ref, record_key)
      select place, number, ref, record_key
      from unnest(?::text[], ?::text[], ?::text[], ?::text[])
           as u(place, number, ref, record_key)
      order by place collate "C", number collate "C", ref collate "C"
      on conflict do nothing
      """;

  private static final String HELD =
      """
      select a.place, a.number, a.ref,
             exists (select from link l where l.ref = a.ref and l.target_key is not null)
             or exists (select from snapshot s
                        where s.record_key = a.record_key and s.state = 'PRESENT')
      from account_number a
      join unnest(?::text[], ?::text[]) as u(place, number)
        on a.place = u.place and a.number = u.number
      order by a.place, a.number
      """;

  private static final String TAKE =
      """
      update account_number a set ref = u.ref, record_key = u.record_key
      from unnest(?::text[], ?::text[], ?::text[], ?::text[])
           as u(place, number, ref, record_key)
      where a.place = u.place and a.number = u.number
      """;

  private static final String GIVE_UP =
      """
      delete from account_number a
      using unnest(?::text[], ?::text[]) as u(number, ref)
      where a.ref = u.ref and a.number <> u.number
      """;

  private static final String SHARED =
      """
      select min(data ->> 'key'), max(data ->> 'key')
      from snapshot
      where record_key > ? and record_key < ? and state = 'PRESENT'
        and trim(data ->> 'accountNumber') <> ''
      group by lower(trim(data ->> 'accountNumber'))
      having count(*) > 1
      limit 1
      """;

  /** What stands before the number in a key that ends with it: its company. */
  private static final String COMPANIES =
      """
      select distinct left(key, -length(number) - 1)
      from (
        select data ->> 'key' as key, data ->> 'accountNumber' as number
        from snapshot
        where record_key > ? and record_key < ? and state = 'PRESENT'
      ) s
      where right(key, length(number) + 1) = ':' || number
      order by 1
      limit 3
      """;

  private AccountNumberTable() {}

  /** A ref that wants a number. */
  public record Wanted(Ref ref, String number) {

    String place() {
      return AccountNumberTable.place(ref.connection(), ref.object());
    }

    String folded() {
      return number.strip().toLowerCase(Locale.ROOT);
    }
  }

  private record Slot(String place, String number) {}

  private record Holder(String ref, boolean holds) {}

  /**
   * Gives numbers to those who want them, where nobody else holds them.
   *
   * @return who holds the number that each of the others wanted
   */
  public static Map<Ref, Ref> claim(Connection sql, List<Wanted> wanted) throws SQLException {
    rows(sql, CLAIM, wanted);
    Map<Slot, Holder> holders = holders(sql, wanted, HELD + " for update of a");
    List<Wanted> taken = new ArrayList<>();
    Map<Ref, Ref> refused = new HashMap<>();
    for (Wanted each : wanted) {
      Slot slot = new Slot(each.place(), each.folded());
      Holder holder = holders.get(slot);
      if (holder.ref().equals(each.ref().toString())) {
        continue;
      }
      if (holder.holds()) {
        refused.put(each.ref(), Ref.parse(holder.ref()));
      } else {
        taken.add(each);
        holders.put(slot, new Holder(each.ref().toString(), true));
      }
    }
    if (!taken.isEmpty()) {
      rows(sql, TAKE, taken);
    }
    giveUp(sql, wanted.stream().filter(each -> !refused.containsKey(each.ref())).toList());
    return refused;
  }

  /** Who holds numbers that others want; changes nothing. */
  public static Map<Ref, Ref> held(Connection sql, List<Wanted> wanted) throws SQLException {
    Map<Slot, Holder> holders = holders(sql, wanted, HELD);
    Map<Ref, Ref> refused = new HashMap<>();
    for (Wanted each : wanted) {
      Holder holder = holders.get(new Slot(each.place(), each.folded()));
      if (holder != null && holder.holds() && !holder.ref().equals(each.ref().toString())) {
        refused.put(each.ref(), Ref.parse(holder.ref()));
      }
    }
    return refused;
  }

  /** Forgets the numbers of an entity of a connection in a target. */
  public static void forget(
      Connection sql, String target, String object, String connection, String entity)
      throws SQLException {
    String first = Snapshots.prefix(connection, entity);
    Query.update(
        sql,
        "delete from account_number where place = ? and record_key > ? and record_key < ?",
        place(target, object),
        first,
        Snapshots.end(first));
  }

  /** The keys of two records of one number; empty where every number is that of one record. */
  public static Optional<List<String>> shared(Connection sql, String connection, String entity)
      throws SQLException {
    return between(
            sql, row -> List.of(row.getString(1), row.getString(2)), SHARED, connection, entity)
        .stream()
        .findFirst();
  }

  /** The companies that keys begin with, at most three of them. */
  public static List<String> companies(Connection sql, String connection, String entity)
      throws SQLException {
    return between(sql, row -> row.getString(1), COMPANIES, connection, entity);
  }

  private static <T> List<T> between(
      Connection sql, Query.Row<T> row, String query, String connection, String entity)
      throws SQLException {
    String first = Snapshots.prefix(connection, entity);
    return Query.list(sql, row, query, first, Snapshots.end(first));
  }

  private static String place(String target, String object) {
    return target + "|" + object;
  }

  private static Map<Slot, Holder> holders(Connection sql, List<Wanted> wanted, String query)
      throws SQLException {
    Map<Slot, Holder> holders = new HashMap<>();
    Query.list(
        sql,
        row ->
            holders.put(
                new Slot(row.getString(1), row.getString(2)),
                new Holder(row.getString(3), row.getBoolean(4))),
        query,
        Query.texts(wanted, Wanted::place),
        Query.texts(wanted, Wanted::folded));
    return holders;
  }

  private static void rows(Connection sql, String query, List<Wanted> wanted) throws SQLException {
    Query.update(
        sql,
        query,
        Query.texts(wanted, Wanted::place),
        Query.texts(wanted, Wanted::folded),
        Query.texts(wanted, Wanted::ref),
        Query.texts(wanted, each -> each.ref().source()));
  }

  private static void giveUp(Connection sql, List<Wanted> got) throws SQLException {
    if (got.isEmpty()) {
      return;
    }
    Query.update(sql, GIVE_UP, Query.texts(got, Wanted::folded), Query.texts(got, Wanted::ref));
  }
}
