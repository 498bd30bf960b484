package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a connection's owner reads: rows in their order without bodies, and parcels by id. */
final class Inbox {

  static final String LOAD =
      """
      select i.id, i.delivery, i.ref, i.object, i.mode, i.sequence, i.ord, i.tries, i.risky,
             i.approved,
             (select p from unnest(i.parents) p
              where not exists (select 1 from link l where l.ref = p) limit 1) as missing,
             i.risky and exists (select 1 from link l where l.ref = i.ref and l.flagged is null)
               as counts
      from inbox i where i.connection = ? and i.id > ? order by i.id limit ?
      """;

  static final String PARCELS =
      """
      select i.id, i.body, l.target_key, l.shared, l.sequence, l.ord, l.delivery,
             coalesce(a.number, 0) as attempts
      from unnest(?::bigint[]) as u(id)
      join inbox i on i.id = u.id
      left join link l on l.ref = i.ref
      left join attempt a on a.delivery = i.delivery
      """;

  static final String OVERTAKEN =
      """
      select distinct u.id
      from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[]) as u(id, ref, sequence, ord)
      where exists (select 1 from parked p where p.ref = u.ref and p.mode <> 'APPEND'
                    and (p.sequence collate "C", p.ord) > (u.sequence collate "C", u.ord))
         or exists (select 1 from waiting w where w.ref = u.ref and w.mode <> 'APPEND'
                    and (w.sequence collate "C", w.ord) > (u.sequence collate "C", u.ord))
         or exists (select 1 from table_staged s where s.ref = u.ref
                    and (s.sequence collate "C", s.ord) > (u.sequence collate "C", u.ord))
      """;

  private static final String OPEN_ATTEMPTS =
      """
      select a.delivery, a.ref, i.body,
             ceil(extract(epoch from a.deadline - clock_timestamp()) * 1000) as left_millis
      from attempt a left join inbox i on i.delivery = a.delivery
      where a.connection = ?
      """;

  private final Transactions transactions;

  Inbox(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A row as loaded.
   *
   * @param missing a parent that has no target key, in text form; null where none is missing
   * @param counts whether the mass-change guard counts it: it takes away what is there today
   */
  record Loaded(Item item, String missing, boolean counts) {}

  /** The next rows after an id, in the order of their ids. */
  List<Loaded> load(String connection, long after, int limit) {
    return reading(sql -> Query.list(sql, Inbox::loaded, LOAD, connection, after, limit));
  }

  /** Refs in whose name a former owner may still have a call under way, and for how long. */
  record OpenAttempt(String delivery, String ref, String journey, Duration left) {}

  List<OpenAttempt> openAttempts(String connection) {
    return reading(sql -> Query.list(sql, Inbox::openAttempt, OPEN_ATTEMPTS, connection));
  }

  private static OpenAttempt openAttempt(ResultSet row) throws SQLException {
    String text = row.getString("body");
    Delivery body = text == null ? null : Taken.body(text);
    return new OpenAttempt(
        row.getString("delivery"),
        row.getString("ref"),
        body == null ? null : body.journey(),
        Duration.ofMillis(row.getLong("left_millis")));
  }

  /**
   * Bodies, links, parents' keys and attempts of items.
   *
   * @return by item id; absent for rows that are gone, without a delivery where a body cannot be
   *     read
   */
  Map<Long, Parcel> parcels(List<Item> items) {
    return reading(sql -> parcels(sql, items));
  }

  /** How many deliveries of a connection are not at their end. */
  static long backlog(Connection sql, String connection) throws SQLException {
    return Query.number(sql, "select count(*) from inbox where connection = ?", connection)
        + Query.number(sql, "select count(*) from table_staged where connection = ?", connection);
  }

  private static Map<Long, Parcel> parcels(Connection sql, List<Item> items) throws SQLException {
    List<Long> ids = items.stream().map(Item::id).toList();
    Map<Long, Body> bodies =
        Query.list(sql, Inbox::body, PARCELS, ids).stream()
            .collect(Collectors.toMap(Body::id, body -> body));
    Map<Ref, String> keys = keys(sql, bodies.values());
    Set<Long> overtaken = overtaken(sql, items);
    Map<Long, Parcel> parcels = new HashMap<>();
    for (Item item : items) {
      Body body = bodies.get(item.id());
      if (body != null) {
        parcels.put(item.id(), body.parcel(item, keys, overtaken.contains(item.id())));
      }
    }
    return parcels;
  }

  private static Map<Ref, String> keys(Connection sql, Collection<Body> bodies)
      throws SQLException {
    List<String> parents =
        bodies.stream()
            .map(Body::delivery)
            .filter(Objects::nonNull)
            .flatMap(delivery -> delivery.fields().stream())
            .map(FieldWrite::linked)
            .filter(Objects::nonNull)
            .map(Ref::toString)
            .distinct()
            .toList();
    Map<Ref, String> keys = new HashMap<>();
    if (!parents.isEmpty()) {
      Query.list(
          sql,
          row -> keys.put(Ref.parse(row.getString(1)), row.getString(2)),
          "select l.ref, l.target_key from unnest(?::text[]) u(ref) join link l on l.ref = u.ref",
          parents);
    }
    return keys;
  }

  private static Set<Long> overtaken(Connection sql, List<Item> items) throws SQLException {
    List<Item> replaceable =
        items.stream().filter(item -> item.mode() != Delivery.Mode.APPEND).toList();
    if (replaceable.isEmpty()) {
      return Set.of();
    }
    List<Long> ids = new ArrayList<>();
    List<String> refs = new ArrayList<>();
    List<String> sequences = new ArrayList<>();
    List<Long> orders = new ArrayList<>();
    for (Item item : replaceable) {
      ids.add(item.id());
      refs.add(item.ref());
      sequences.add(item.sequence().toString());
      orders.add(item.order());
    }
    return new HashSet<>(
        Query.list(sql, row -> row.getLong(1), OVERTAKEN, ids, refs, sequences, orders));
  }

  private record Body(long id, Delivery delivery, Link link, int attempts) {
    Parcel parcel(Item item, Map<Ref, String> keys, boolean overtaken) {
      return new Parcel(item, delivery, link, keys, overtaken, attempts);
    }
  }

  private static Body body(ResultSet row) throws SQLException {
    String key = row.getString("target_key");
    Link link =
        key == null
            ? null
            : new Link(
                key,
                row.getBoolean("shared"),
                Sequence.parse(row.getString("sequence")),
                row.getLong("ord"),
                row.getString("delivery"));
    return new Body(
        row.getLong("id"), Taken.body(row.getString("body")), link, row.getInt("attempts"));
  }

  private static Loaded loaded(ResultSet row) throws SQLException {
    Item item =
        new Item(
            row.getLong("id"),
            row.getString("delivery"),
            row.getString("ref"),
            row.getString("object"),
            Delivery.Mode.valueOf(row.getString("mode")),
            Sequence.parse(row.getString("sequence")),
            row.getLong("ord"),
            row.getInt("tries"),
            row.getBoolean("risky"),
            row.getBoolean("approved"));
    return new Loaded(item, row.getString("missing"), row.getBoolean("counts"));
  }

  private <T> T reading(Transactions.Work<T> work) {
    return transactions.inTransaction(
        sql -> {
          Query.pin(sql);
          return work.run(sql);
        });
  }
}
