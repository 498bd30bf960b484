package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of routes and their versions. */
public final class RouteTable {

  private static final String PUT =
      """
      insert into route as r (name, version, document, system, mode, file_hash, author, changed_at)
      values (?, (select coalesce(max(version), 0) + 1 from route_version where name = ?),
              ?, ?, ?, ?, ?, ?)
      on conflict (name) do update
        set version = excluded.version, document = excluded.document, system = excluded.system,
            mode = excluded.mode, file_hash = coalesce(excluded.file_hash, r.file_hash),
            author = excluded.author, changed_at = excluded.changed_at
      returning version
      """;

  private static final String FAULTS =
      """
      select f.name, f.field, f.reason
      from route_fault f join route r on r.name = f.name and r.version = f.version
      order by f.name, f.field
      """;

  private RouteTable() {}

  /**
   * Holds the routes as they are until the transaction ends; others may hold them too.
   *
   * @return the epoch
   */
  public static long hold(Connection sql) throws SQLException {
    return epoch(sql, "select epoch from route_epoch for share");
  }

  /** Waits for all who hold the routes, and begins a new epoch with this transaction. */
  static void change(Connection sql) throws SQLException {
    epoch(sql, "update route_epoch set epoch = epoch + 1 returning epoch");
  }

  /** The epoch as it is now, without holding it. */
  static long epoch(Connection sql) throws SQLException {
    return epoch(sql, "select epoch from route_epoch");
  }

  /** Stores a new version; call {@link #change} first. */
  static int put(
      Connection sql,
      Route route,
      CompiledRoute.Target target,
      String hash,
      String author,
      Instant at)
      throws SQLException {
    String document = RouteDocuments.text(route);
    long version =
        Query.number(
            sql,
            PUT,
            route.name(),
            route.name(),
            document,
            target == null ? null : target.system(),
            target == null ? null : target.mode().name(),
            hash,
            author,
            Timestamp.from(at));
    addVersion(sql, route.name(), (int) version, document, author, at);
    return (int) version;
  }

  /** Removes a route and keeps its versions; call {@link #change} first. */
  static void remove(Connection sql, String name, int version, String author, Instant at)
      throws SQLException {
    Query.update(sql, "delete from route where name = ?", name);
    RoutePauseTable.clear(sql, name);
    addVersion(sql, name, version + 1, null, author, at);
  }

  private static void addVersion(
      Connection sql, String name, int version, String document, String author, Instant at)
      throws SQLException {
    Query.update(
        sql,
        "insert into route_version (name, version, document, author, at)"
            + " values (?, ?, ?, ?, ?)",
        name,
        version,
        document,
        author,
        Timestamp.from(at));
  }

  /** All routes, by name. */
  static List<StoredRoute> all(Connection sql) throws SQLException {
    Map<String, Pause> paused = RoutePauseTable.all(sql);
    return Query.list(
        sql,
        row ->
            new StoredRoute(
                RouteDocuments.stored(row.getString(1)),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                paused.get(row.getString(6))),
        "select document, version, file_hash, author, changed_at, name from route order by name");
  }

  /**
   * Everything that mapping needs, as of one epoch.
   *
   * @param before what was read last; versions that it has are not compiled again
   */
  static RouteSet load(Connection sql, RouteSet before) throws SQLException {
    long epoch = hold(sql);
    List<CompiledRoute> compiled = new ArrayList<>();
    Map<String, Map<String, String>> faults = faults(sql);
    try (PreparedStatement statement =
            sql.prepareStatement("select name, document, version, system, mode from route");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        int version = rows.getInt(3);
        CompiledRoute known =
            before.named(name).filter(route -> route.version() == version).orElse(null);
        if (known != null && !known.faults().isEmpty()) {
          faults.computeIfAbsent(name, any -> new HashMap<>()).putAll(known.faults());
        }
        CompiledRoute.Target target = target(rows.getString(4), rows.getString(5));
        compiled.add(known != null ? known : compile(rows.getString(2), version, target, faults));
      }
    }
    return RouteSet.of(epoch, compiled, faults, RoutePauseTable.all(sql).keySet());
  }

  /** A rule that an older release let through is a fault of its field, and stops its route only. */
  private static CompiledRoute compile(
      String document,
      int version,
      CompiledRoute.Target target,
      Map<String, Map<String, String>> faults) {
    Problems problems = new Problems();
    CompiledRoute route =
        CompiledRoute.compile(RouteDocuments.stored(document), version, target, problems);
    for (FieldError error : problems.errors()) {
      faults
          .computeIfAbsent(route.name(), name -> new HashMap<>())
          .put(error.field(), error.problem());
    }
    return route;
  }

  private static CompiledRoute.Target target(String system, String mode) {
    return system == null ? null : new CompiledRoute.Target(system, Delivery.Mode.valueOf(mode));
  }

  private static Map<String, Map<String, String>> faults(Connection sql) throws SQLException {
    Map<String, Map<String, String>> faults = new HashMap<>();
    Query.list(
        sql,
        row ->
            faults
                .computeIfAbsent(row.getString(1), name -> new HashMap<>())
                .put(row.getString(2), row.getString(3)),
        FAULTS);
    return faults;
  }

  /** Disables an expression of a version; returns whether that is news. */
  static boolean disable(
      Connection sql, String name, int version, String field, String reason, Instant at)
      throws SQLException {
    return Query.update(
            sql,
            "insert into route_fault (name, version, field, reason, at) values (?, ?, ?, ?, ?)"
                + " on conflict do nothing",
            name,
            version,
            field,
            reason,
            Timestamp.from(at))
        > 0;
  }

  private static long epoch(Connection sql, String statement) throws SQLException {
    return Query.number(sql, statement);
  }
}
