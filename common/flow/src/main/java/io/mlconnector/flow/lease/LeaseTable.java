package io.mlconnector.flow.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lease rows, by the database's own clock.
 *
 * <p>A takeover locks the row {@code for update} and skips it while somebody else holds a lock; an
 * owner's commits hold {@code for key share}, which waits for takeovers only and lets renewals
 * pass. So nobody takes a lease over in the middle of its owner's commit, and no two replicas wait
 * for each other.
 *
 * <p>A fence is at least the second in which it was given: where the database is set back to an
 * earlier moment, it is still above all that the lost one gave, whose sequences others have seen.
 */
final class LeaseTable {

  /**
   * What one turn did.
   *
   * @param live replicas that are alive, this one included
   * @param renewed held leases that go on
   * @param taken leases that are ours from now on
   */
  record Turn(int live, Map<String, Long> renewed, Map<String, Taken> taken) {}

  /**
   * A lease that became ours.
   *
   * @param idle for how long nobody had it; some 292 years where nobody ever had
   */
  record Taken(long fence, Duration idle) {}

  /**
   * What one turn asks for.
   *
   * @param leaving whether this replica does not count: it is about to stop, or not able to work
   * @param held leases held, with their fences
   * @param free leases to take where nobody has them
   * @param total how many leases there are to share
   */
  record Request(
      String replica,
      String address,
      Duration ttl,
      boolean leaving,
      Map<String, Long> held,
      Collection<String> free,
      int total,
      boolean sharing) {}

  private static final String TURN =
      """
      with asked (replica, address, expires) as (
        select ?, ?, now() + ? * interval '1 millisecond'
      ), beat as (
        insert into replica (id, address, expires)
        select replica, address, case when ? then now() else expires end from asked
        on conflict (id) do update set address = excluded.address, expires = excluded.expires
      ), live as (
        select count(*) + 1 as n from replica, asked
        where replica.id <> asked.replica and replica.expires > now()
      ), renewed as (
        update lease set expires = greatest(lease.expires, asked.expires)
        from asked, unnest(?::text[], ?::bigint[]) as held (name, fence)
        where lease.name = held.name and lease.fence = held.fence
          and lease.replica = asked.replica
        returning lease.name, lease.fence
      ), free as (
        select name, expires from lease
        where name = any (?::text[])
          and (expires <= now() or replica = (select replica from asked))
        order by name
        limit (select greatest(0, case when ? then ceil(?::numeric / n) else ? end - ?)::int
               from live)
        for update skip locked
      ), taken as (
        update lease
        set fence = greatest(nextval('lease_fence'), lease.fence + 1,
            extract(epoch from clock_timestamp())::bigint),
          replica = asked.replica, address = asked.address, expires = asked.expires
        from asked, free where lease.name = free.name
        returning lease.name, lease.fence,
          case when isfinite(free.expires)
            then greatest(0, extract(epoch from now() - free.expires) * 1000)::bigint end as idle
      )
      select 'live', null, n, null::bigint from live
      union all select 'renewed', name, fence, null from renewed
      union all select 'taken', name, fence, idle from taken
      """;

  private static final String KNOW =
      """
      insert into lease (name, fence, expires)
      select name, 0, '-infinity' from unnest(?::text[]) as wanted (name)
      order by name on conflict do nothing
      """;

  private static final String EXTEND =
      """
      update lease set expires = greatest(expires, now() + ? * interval '1 millisecond')
      where name = ? and fence = ? and replica = ?
      """;

  private static final String RELEASE =
      """
      update lease set replica = null, address = null, expires = now()
      where name = ? and fence = ? and replica = ?
      """;

  private static final String GUARD =
      "select 1 from lease where name = ? and fence = ? and replica = ? for key share";

  private static final String OWNER =
      """
      select replica, address, fence from lease
      where name = ? and replica is not null and expires > now()
      """;

  private static final String FORGET =
      "delete from replica where id = ? or expires < now() - interval '1 hour'";

  private static final Duration EVER = Duration.ofNanos(Long.MAX_VALUE);

  private LeaseTable() {}

  /** Makes rows for leases that have none yet. */
  static void know(Connection sql, Collection<String> names) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(KNOW)) {
      statement.setArray(1, sql.createArrayOf("text", names.toArray()));
      statement.executeUpdate();
    }
  }

  /** One statement: heartbeat, renewal of everything held, and taking of our share of the free. */
  static Turn turn(Connection sql, Request ask) throws SQLException {
    Object[] names = ask.held().keySet().toArray();
    Object[] fences = ask.held().values().toArray();
    try (PreparedStatement statement = sql.prepareStatement(TURN)) {
      statement.setString(1, ask.replica());
      statement.setString(2, ask.address());
      statement.setLong(3, ask.ttl().toMillis());
      statement.setBoolean(4, ask.leaving());
      statement.setArray(5, sql.createArrayOf("text", names));
      statement.setArray(6, sql.createArrayOf("bigint", fences));
      statement.setArray(7, sql.createArrayOf("text", ask.free().toArray()));
      statement.setBoolean(8, ask.sharing());
      statement.setInt(9, ask.total());
      statement.setInt(10, ask.total());
      statement.setInt(11, ask.held().size());
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    }
  }

  private static Turn read(ResultSet rows) throws SQLException {
    int live = 1;
    Map<String, Long> renewed = new HashMap<>();
    Map<String, Taken> taken = new HashMap<>();
    while (rows.next()) {
      switch (rows.getString(1)) {
        case "live" -> live = rows.getInt(3);
        case "renewed" -> renewed.put(rows.getString(2), rows.getLong(3));
        default -> {
          long idle = rows.getLong(4);
          Duration free = rows.wasNull() ? EVER : Duration.ofMillis(idle);
          taken.put(rows.getString(2), new Taken(rows.getLong(3), free));
        }
      }
    }
    return new Turn(live, renewed, taken);
  }

  /** Renews one lease for longer; false where another has it. */
  static boolean extend(Connection sql, String name, long fence, String replica, Duration needed)
      throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(EXTEND)) {
      statement.setLong(1, needed.toMillis());
      statement.setString(2, name);
      statement.setLong(3, fence);
      statement.setString(4, replica);
      return statement.executeUpdate() == 1;
    }
  }

  /** Lets others have it at once. */
  static void release(Connection sql, String name, long fence, String replica) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(RELEASE)) {
      statement.setString(1, name);
      statement.setLong(2, fence);
      statement.setString(3, replica);
      statement.executeUpdate();
    }
  }

  /** Whether the fence is still ours, locked until the transaction ends. */
  static boolean guard(Connection sql, String name, long fence, String replica)
      throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(GUARD)) {
      statement.setString(1, name);
      statement.setLong(2, fence);
      statement.setString(3, replica);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  static Optional<Owner> owner(Connection sql, String name) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(OWNER)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Owner(row.getString(1), row.getString(2), row.getLong(3)))
            : Optional.empty();
      }
    }
  }

  /** Removes this replica, and those that died long ago. */
  static void forget(Connection sql, String replica) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(FORGET)) {
      statement.setString(1, replica);
      statement.executeUpdate();
    }
  }
}
