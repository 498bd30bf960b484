package io.mlconnector.mapping.record;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The table of whose target keys a ref's newest delivery asks for. */
public final class Dependencies {

  private static final String PUT =
      """
      insert into dependency as d (child, field, parent)
      select u.child, u.field, u.parent
      from unnest(?::text[], ?::text[], ?::text[]) as u(child, field, parent)
      order by u.child collate "C", u.field
      on conflict (child, field) do update set parent = excluded.parent
        where d.parent is distinct from excluded.parent
      """;

  private static final String WAITING =
      """
      select distinct d.child
      from dependency d
      join delivery_state c on c.ref = d.child
      left join link l on l.ref = d.parent
      where d.parent = any (?) and l.target_key is null
        and c.delivery is not null and c.result is null
      order by d.child
      """;

  private static final String RELEASED =
      """
      select distinct d.child
      from unnest(?::text[], ?::text[]) as u(parent, moved)
      join dependency d on d.parent = u.parent
      join delivery_state c on c.ref = d.child
      join link l on l.ref = d.parent and l.target_key is not null
      where c.delivery is not null
        and (u.moved = 'true' or (c.result = 'PARKED' and c.sent_at < l.changed_at))
      order by d.child
      """;

  private Dependencies() {}

  /**
   * A field of a delivery that may link.
   *
   * @param parent null where it links to nothing now
   */
  public record Dependency(Ref child, String field, Ref parent) {}

  /** Stores what deliveries link to: one row per child and field. */
  public static void put(Connection sql, List<Dependency> dependencies) throws SQLException {
    if (dependencies.isEmpty()) {
      return;
    }
    Query.update(
        sql,
        PUT,
        Query.texts(dependencies, Dependency::child),
        Query.texts(dependencies, Dependency::field),
        Query.texts(dependencies, Dependency::parent));
  }

  /** The children that an adapter has and keeps waiting for these parents. */
  public static List<Ref> waitingFor(Connection sql, Collection<String> parents)
      throws SQLException {
    if (parents.isEmpty()) {
      return List.of();
    }
    return Query.list(sql, row -> Ref.parse(row.getString(1)), WAITING, parents);
  }

  /**
   * The children that need another delivery because a parent's link came or moved: all children
   * where it moved; where it came for the first time, those that were parked before it did. A child
   * that waits in the adapter goes on there by itself.
   */
  public static List<Ref> releasedBy(Connection sql, List<Links.Moved> moved) throws SQLException {
    if (moved.isEmpty()) {
      return List.of();
    }
    return Query.list(
        sql,
        row -> Ref.parse(row.getString(1)),
        RELEASED,
        Query.texts(moved, Links.Moved::ref),
        Query.texts(moved, each -> !each.first()));
  }
}
