package io.mlconnector.mapping.record;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of which target record each ref has: a copy of what the adapters keep. */
public final class Links {

  /** The count makes sure that the old keys are all read before the first one is replaced. */
  private static final String MOVE =
      """
      with old as (
        select ref, target_key from link where ref = any (?) order by ref for update
      ), moved as (
        insert into link as l (ref, target_key, sequence, origin, changed_at)
        select u.ref, u.key, u.sequence, ?, clock_timestamp()
        from unnest(?::text[], ?::text[], ?::text[]) as u(ref, key, sequence),
             (select count(*) from old) as seen_before
        order by u.ref collate "C"
        on conflict (ref) do update
          set target_key = excluded.target_key, sequence = excluded.sequence,
              origin = excluded.origin,
              changed_at = case when l.target_key is distinct from excluded.target_key
                                then excluded.changed_at else l.changed_at end
          where l.sequence < excluded.sequence
        returning ref, target_key
      )
      select moved.ref, old.ref is null
      from moved left join old on old.ref = moved.ref
      where old.ref is null or old.target_key is distinct from moved.target_key
      """;

  private static final String KEYS =
      "select ref, target_key from link where ref = any (?) and target_key is not null";

  private Links() {}

  /**
   * A link as it shall be.
   *
   * @param key null for a ref that has no target record any more
   * @param sequence the target connection's number; an older one changes nothing
   */
  public record Link(Ref ref, String key, Sequence sequence) {}

  /**
   * A link that is another one now.
   *
   * @param first whether the ref never had one
   */
  public record Moved(Ref ref, boolean first) {}

  /**
   * Moves links forward: one per ref.
   *
   * @param origin who says so: outcome, import or person
   * @return those that came or changed
   */
  public static List<Moved> move(Connection sql, String origin, List<Link> links)
      throws SQLException {
    if (links.isEmpty()) {
      return List.of();
    }
    return Query.list(
        sql,
        row -> new Moved(Ref.parse(row.getString(1)), row.getBoolean(2)),
        MOVE,
        links.stream().map(link -> link.ref().toString()).toList(),
        origin,
        Query.texts(links, Link::ref),
        Query.texts(links, Link::key),
        Query.texts(links, Link::sequence));
  }

  /** The target keys of these refs; those that have none are absent. */
  public static Map<String, String> keys(Connection sql, Collection<String> refs)
      throws SQLException {
    Map<String, String> keys = new HashMap<>();
    Query.list(sql, row -> keys.put(row.getString(1), row.getString(2)), KEYS, refs);
    return keys;
  }
}
