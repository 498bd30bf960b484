package io.mlconnector.mapping.route;

import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseTable;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which routes stand still, and since which snapshot. */
final class RoutePauseTable {

  private static final String MARK =
      """
      insert into route_pause (name, mark)
      select ?, coalesce(max(mark), 0) from snapshot
      on conflict (name) do nothing
      """;

  private RoutePauseTable() {}

  /** Notes where the snapshots are; one that stands still already keeps its mark. */
  static void mark(Connection sql, String name) throws SQLException {
    Query.update(sql, MARK, name);
  }

  /** Forgets that a route stands still; returns its mark, null where it did not. */
  static Long forget(Connection sql, String name) throws SQLException {
    List<Long> marks =
        Query.list(
            sql,
            row -> row.getLong(1),
            "delete from route_pause where name = ? returning mark",
            name);
    return marks.isEmpty() ? null : marks.get(0);
  }

  /** The same for a route that delivers nothing any more: it has no pause either. */
  static void clear(Connection sql, String name) throws SQLException {
    if (forget(sql, name) != null) {
      PauseTable.end(sql, Scope.ROUTE, name);
    }
  }

  /** The routes that stand still, by name; until somebody or the clock's watch lets them go on. */
  static Map<String, Pause> all(Connection sql) throws SQLException {
    Map<String, Pause> paused = new HashMap<>();
    PauseTable.all(sql).stream()
        .filter(pause -> pause.scope() == Scope.ROUTE)
        .forEach(pause -> paused.put(pause.name(), pause));
    return paused;
  }
}
