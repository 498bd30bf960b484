package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which target record each ref has; a target record belongs to one ref per object. */
final class Links {

  /** Limited, so that a table that looks empty is not read once and compared with each target. */
  static final String OWNERS =
      """
      select u.object, u.key, l.ref
      from unnest(?::text[], ?::text[]) as u(object, key)
      cross join lateral (
        select ref from link
        where connection = ? and object = u.object and target_key = u.key and not shared limit 1) l
      """;

  private static final String MOVE =
      """
      insert into link (ref, connection, object, target_key, shared, flagged, sequence, ord,
                        delivery, written)
      select u.ref, ?, u.object, u.key, u.shared,
             case when not u.risky then null
                  when u.approved then to_timestamp(0) else now() end,
             u.sequence, u.ord, u.delivery, u.written
      from unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[],
                  ?::text[], ?::bigint[], ?::text[], ?::text[])
           as u(ref, object, key, shared, risky, approved, sequence, ord, delivery, written)
      on conflict (ref) do update
        set target_key = excluded.target_key, shared = excluded.shared,
            flagged = case when excluded.flagged is null then null
                           else coalesce(link.flagged, excluded.flagged) end,
            sequence = excluded.sequence, ord = excluded.ord, delivery = excluded.delivery,
            written = excluded.written, changed = now()
        where (link.sequence collate "C", link.ord)
              <= (excluded.sequence collate "C", excluded.ord)
      """;

  private final String connection;

  Links(String connection) {
    this.connection = connection;
  }

  /** A target record of this connection. */
  record Target(String object, String key) {}

  /** To which refs these records belong; absent for those that belong to none. */
  Map<Target, String> owners(Connection sql, List<Target> targets) throws SQLException {
    Map<Target, String> owners = new HashMap<>();
    if (!targets.isEmpty()) {
      Query.list(
          sql,
          row -> owners.put(new Target(row.getString(1), row.getString(2)), row.getString(3)),
          OWNERS,
          targets.stream().map(Target::object).toList(),
          targets.stream().map(Target::key).toList(),
          connection);
    }
    return owners;
  }

  /**
   * Turns the endings that would take a record from another ref into parked ones, or, where the
   * route says so, into shared ones.
   */
  List<Ending> settle(Connection sql, List<Ending> endings) throws SQLException {
    List<Target> targets =
        endings.stream().filter(end -> end.links() && !end.shared()).map(Links::target).toList();
    Map<Target, String> owners = owners(sql, targets);
    List<Ending> settled = new ArrayList<>(endings.size());
    for (Ending end : endings) {
      settled.add(end.links() && !end.shared() ? settle(end, owners) : end);
    }
    return settled;
  }

  private static Ending settle(Ending end, Map<Target, String> owners) {
    String owner = owners.putIfAbsent(target(end), end.item().ref());
    if (owner == null || owner.equals(end.item().ref())) {
      return end;
    }
    if (Boolean.parseBoolean(end.delivery().policies().get("shares"))) {
      return end.asShared();
    }
    return Ending.parked(
        end.item(), end.delivery(), ParkedKind.AMBIGUOUS, end.key(), belongs(end.key(), owner));
  }

  static String belongs(String key, String owner) {
    return "Target record %s already belongs to %s: correct the source, or unlink one"
        .formatted(key, owner);
  }

  /** Moves links forward; returns the refs that were not linked before, as far as is known. */
  List<String> move(Connection sql, List<Ending> endings) throws SQLException {
    List<Ending> linking = endings.stream().filter(Ending::links).toList();
    if (linking.isEmpty()) {
      return List.of();
    }
    Query.update(
        sql,
        MOVE,
        connection,
        linking.stream().map(end -> end.item().ref()).toList(),
        linking.stream().map(end -> end.item().object()).toList(),
        linking.stream().map(Ending::key).toList(),
        linking.stream().map(Ending::shared).toList(),
        linking.stream().map(end -> end.item().risky()).toList(),
        linking.stream().map(end -> end.item().approved()).toList(),
        linking.stream().map(end -> end.item().sequence().toString()).toList(),
        linking.stream().map(end -> end.item().order()).toList(),
        linking.stream().map(end -> end.item().delivery()).toList(),
        linking.stream().map(end -> end.written().toString()).toList());
    return linking.stream()
        .filter(end -> end.result() != Result.UPDATED)
        .map(end -> end.item().ref())
        .toList();
  }

  private static Target target(Ending end) {
    return new Target(end.item().object(), end.key());
  }
}
