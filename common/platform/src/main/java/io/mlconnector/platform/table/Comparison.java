package io.mlconnector.platform.table;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what records have in a table now with the rows that are kept, and keeps the newer ones:
 * a fixed number of statements for any number of records. In the caller's transaction, which has
 * the table locked. What is limited or begins at 0 in them is looked up row by row, by index, also
 * with plans that were made when the table was empty.
 */
public final class Comparison {

  /** Rows whose keys these records claim, and whose they are. */
  static final String HOLDERS =
      """
      select r.row_key, r.ref from unnest(?::text[]) as n(row_key)
      cross join lateral (
        select * from table_row where table_id = ? and row_key = n.row_key limit 1) r
      where not r.gone
      """;

  /** Stores new and changed rows; tells for each of them whether it waited already. */
  static final String PUT =
      """
      with new as materialized (
        select n.ref, n.row_key, n.data, n.journey, coalesce(r.dirty, false) as was,
               coalesce(r.known or r.rev <= ?, false) as known
        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n(ref, row_key, data, journey)
        left join lateral (
          select * from table_row where table_id = ? and row_key = n.row_key limit 1) r on true
        where r.row_key is null or r.gone or r.data <> n.data or r.ref <> n.ref),
      put as (
        insert into table_row
          (table_id, row_key, ref, data, rev, dirty, gone, known, journey)
        select ?, row_key, ref, data, ?, true, false, known, journey from new
        on conflict (table_id, row_key) do update
          set ref = excluded.ref, data = excluded.data, rev = excluded.rev, dirty = true,
              gone = false, known = excluded.known, journey = excluded.journey)
      select ref, was, true as waits from new
      """;

  /** Marks rows that a record has no more; those that were never published are just dropped. */
  static final String VANISH =
      """
      with vanished as materialized (
        select r.table_id, r.row_key, r.ref, r.dirty as was, r.known or r.rev <= ? as known
        from unnest(?::text[]) as u(ref)
        cross join lateral (
          select * from table_row where table_id = ? and ref = u.ref offset 0) r
        where not r.gone and not (r.row_key = any (?::text[]))),
      dropped as (
        delete from table_row r using vanished v
        where r.table_id = v.table_id and r.row_key = v.row_key and not v.known),
      marked as (
        update table_row r set gone = true, dirty = true, known = true, rev = ?
        from vanished v where r.table_id = v.table_id and r.row_key = v.row_key and v.known)
      select ref, was, known as waits from vanished
      """;

  /** Records of which something waits to be published, and since which revision. */
  static final String PENDING =
      """
      select u.ref, (select max(r.rev) from table_row r
                     where r.table_id = ? and r.ref = u.ref and r.dirty) as rev
      from unnest(?::text[]) as u(ref)
      """;

  private final Connection sql;
  private final KeptTable table;

  public Comparison(Connection sql, KeptTable table) {
    this.sql = sql;
    this.table = table;
  }

  /**
   * What came of it.
   *
   * @param pending since which revision something of a record waits; absent where nothing does
   * @param clashes records with a row that another record has, and the name of that one; nothing of
   *     them was kept
   */
  public record Result(Map<String, Long> pending, Map<String, String> clashes) {}

  /** Compares and keeps. */
  public Result keep(List<RowsToKeep> records) throws SQLException {
    Map<String, String> clashes = clashes(records);
    List<RowsToKeep> kept =
        records.stream().filter(record -> !clashes.containsKey(record.ref())).toList();
    if (kept.isEmpty()) {
      return new Result(Map.of(), clashes);
    }
    long revision = table.revision() + 1;
    List<Moved> moved = new ArrayList<>(put(kept, revision));
    moved.addAll(vanish(kept, revision));
    long more = moved.stream().filter(row -> row.waits && !row.was).count();
    long less = moved.stream().filter(row -> !row.waits && row.was).count();
    if (!moved.isEmpty()) {
      Query.update(
          sql,
          "update table_object set revision = ?, pending = greatest(0, pending + ?) where id = ?",
          revision,
          more - less,
          table.id());
    }
    return new Result(pending(kept.stream().map(RowsToKeep::ref).toList()), clashes);
  }

  /** A row that changed here: whether it waited before, and whether it does now. */
  private record Moved(boolean was, boolean waits) {
    static Moved read(ResultSet row) throws SQLException {
      return new Moved(row.getBoolean("was"), row.getBoolean("waits"));
    }
  }

  private List<Moved> put(List<RowsToKeep> records, long revision) throws SQLException {
    List<String> refs = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<String> data = new ArrayList<>();
    List<String> journeys = new ArrayList<>();
    for (RowsToKeep record : records) {
      record
          .rows()
          .forEach(
              (key, row) -> {
                refs.add(record.ref());
                keys.add(key);
                data.add(row);
                journeys.add(record.journey());
              });
    }
    return keys.isEmpty()
        ? List.of()
        : Query.list(
            sql,
            Moved::read,
            PUT,
            table.opened(),
            refs,
            keys,
            data,
            journeys,
            table.id(),
            table.id(),
            revision);
  }

  private List<Moved> vanish(List<RowsToKeep> records, long revision) throws SQLException {
    return Query.list(
        sql,
        Moved::read,
        VANISH,
        table.opened(),
        records.stream().map(RowsToKeep::ref).toList(),
        table.id(),
        keys(records),
        revision);
  }

  /** Records that claim a row of another, by the ref of which they do. */
  private Map<String, String> clashes(List<RowsToKeep> records) throws SQLException {
    Map<String, String> holders = new HashMap<>();
    Query.list(
        sql,
        row -> holders.put(row.getString(1), row.getString(2)),
        HOLDERS,
        keys(records),
        table.id());
    Map<String, Set<String>> claims = new HashMap<>();
    records.forEach(record -> claims.put(record.ref(), new HashSet<>(record.rows().keySet())));
    Map<String, String> clashes = new HashMap<>();
    boolean more = true;
    while (more) {
      // A record that clashes lets go of nothing, so that another may clash with it.
      more = false;
      Map<String, String> taken = new HashMap<>();
      for (RowsToKeep record : records) {
        if (!clashes.containsKey(record.ref())) {
          String other = other(record, holders, claims, clashes.keySet(), taken);
          if (other != null) {
            clashes.put(record.ref(), other);
            more = true;
          }
        }
      }
    }
    return clashes;
  }

  private static String other(
      RowsToKeep record,
      Map<String, String> holders,
      Map<String, Set<String>> claims,
      Set<String> stuck,
      Map<String, String> taken) {
    for (String key : record.rows().keySet()) {
      String holder = holders.get(key);
      boolean stays =
          holder != null
              && !holder.equals(record.ref())
              && (stuck.contains(holder)
                  || !claims.containsKey(holder)
                  || claims.get(holder).contains(key));
      if (stays) {
        return holder;
      }
      if (taken.containsKey(key)) {
        return taken.get(key);
      }
    }
    record.rows().keySet().forEach(key -> taken.put(key, record.ref()));
    return null;
  }

  private Map<String, Long> pending(List<String> refs) throws SQLException {
    Map<String, Long> pending = new HashMap<>();
    Query.list(
        sql,
        row -> row.getObject(2) == null ? null : pending.put(row.getString(1), row.getLong(2)),
        PENDING,
        table.id(),
        refs);
    return pending;
  }

  private static List<String> keys(Collection<RowsToKeep> records) {
    return records.stream().flatMap(record -> record.rows().keySet().stream()).toList();
  }
}
