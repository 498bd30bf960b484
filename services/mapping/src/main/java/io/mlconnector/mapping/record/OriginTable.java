package io.mlconnector.mapping.record;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Links read backwards, from a target's record to what it was made from, and which refs wait for
 * such a link.
 */
public final class OriginTable {

  private static final String MADE_FROM =
      """
      select l.target_key, l.ref from link l where l.target_key = any (?) order by l.ref
      """;

  private static final String PARENTS =
      "select child, parent from dependency where child = any (?) and parent is not null";

  private static final String FORGET = "delete from origin_wait where child = any (?)";

  private static final String WAIT =
      """
      insert into origin_wait (child, connection, object, target_key, linked)
      select u.child, u.connection, u.object, u.key, u.linked::boolean
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as u(child, connection, object, key, linked)
      on conflict (child, connection, object, target_key) do update
        set linked = excluded.linked
      """;

  private static final String RELEASED =
      """
      select distinct w.child
      from unnest(?::text[]) as u(ref)
      join link l on l.ref = u.ref
      join origin_wait w
        on w.target_key = l.target_key and w.connection = split_part(l.ref, '|', 1)
        and w.object = split_part(l.ref, '|', 2)
      order by w.child
      """;

  private static final String MISSED =
      """
      select distinct w.child
      from origin_wait w
      join link l
        on l.target_key = w.target_key and split_part(l.ref, '|', 1) = w.connection
        and split_part(l.ref, '|', 2) = w.object
      where not w.linked
      order by w.child limit ?
      """;

  private OriginTable() {}

  /**
   * A target record that a ref's origin may be told by.
   *
   * @param linked whether it was linked when that was looked for
   */
  public record Wait(Ref child, String connection, String object, String key, boolean linked) {}

  /** The refs whose target records have one of these keys, whatever their connection is. */
  public static Map<String, List<Ref>> madeFrom(Connection sql, Collection<String> keys)
      throws SQLException {
    return grouped(sql, MADE_FROM, keys);
  }

  /** The refs that the newest deliveries of these refs link to. */
  public static Map<String, List<Ref>> parents(Connection sql, Collection<String> children)
      throws SQLException {
    return grouped(sql, PARENTS, children);
  }

  private static Map<String, List<Ref>> grouped(
      Connection sql, String query, Collection<String> keys) throws SQLException {
    Map<String, List<Ref>> refs = new HashMap<>();
    if (keys.isEmpty()) {
      return refs;
    }
    Query.list(
        sql,
        row ->
            refs.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                .add(Ref.parse(row.getString(2))),
        query,
        keys);
    return refs;
  }

  /** Notes for what these refs wait, in place of what they waited for before. */
  public static void put(Connection sql, Collection<Ref> children, List<Wait> waits)
      throws SQLException {
    if (!children.isEmpty()) {
      Query.update(sql, FORGET, children.stream().map(Ref::toString).sorted().toList());
    }
    if (!waits.isEmpty()) {
      Query.update(
          sql,
          WAIT,
          Query.texts(waits, Wait::child),
          Query.texts(waits, Wait::connection),
          Query.texts(waits, Wait::object),
          Query.texts(waits, Wait::key),
          Query.texts(waits, Wait::linked));
    }
  }

  /** The refs that wait for one of these links. */
  public static List<Ref> releasedBy(Connection sql, List<Links.Moved> moved) throws SQLException {
    if (moved.isEmpty()) {
      return List.of();
    }
    return Query.list(
        sql, row -> Ref.parse(row.getString(1)), RELEASED, Query.texts(moved, Links.Moved::ref));
  }

  /** Refs that wait for a link that is there: it came while it was looked for. */
  public static List<Ref> missed(Connection sql, int limit) throws SQLException {
    return Query.list(sql, row -> Ref.parse(row.getString(1)), MISSED, limit);
  }

  /** Looks for these no more, unless they are parked again. */
  public static void noNews(Connection sql, List<Ref> children) throws SQLException {
    Query.update(
        sql,
        "update origin_wait set linked = true where child = any (?)",
        children.stream().map(Ref::toString).toList());
  }
}
