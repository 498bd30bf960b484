package io.mlconnector.mapping.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.mapping.record.Snapshot.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of snapshots. Rows are locked in the order of their keys, by everybody. */
public final class Snapshots {

  private static final String COLUMNS =
      "record_key, sequence, event, journey, state, data, changed_at";

  private static final String UPSERT =
      """
      insert into snapshot as s (record_key, sequence, event, journey, state, data, changed_at, mark)
      select u.record_key, u.sequence, u.event, u.journey, u.state, u.data::jsonb, u.changed_at,
             nextval('snapshot_mark')
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::timestamptz[])
           as u(record_key, sequence, event, journey, state, data, changed_at)
      order by u.record_key collate "C"
      on conflict (record_key) do update
        set sequence = excluded.sequence, event = excluded.event, journey = excluded.journey,
            state = excluded.state, changed_at = excluded.changed_at, mark = excluded.mark,
            data = case when excluded.state = 'REMOVED' then s.data else excluded.data end
        where s.sequence < excluded.sequence and s.event <> excluded.event
      returning record_key
      """;

  private static final String BY_KEY =
      "select " + COLUMNS + " from snapshot where record_key = any (?) order by record_key";

  private static final String PAGE =
      "select "
          + COLUMNS
          + " from snapshot where record_key > ? and record_key < ? and state <> 'ERASED'"
          + " and mark > ?"
          + " order by record_key limit ?";

  private Snapshots() {}

  /**
   * Stores the newest states: one per record. Those that are not newer than what is there, and
   * those that are there already, change nothing.
   *
   * @return the states that were stored; what is removed keeps the data that it had
   */
  public static List<Snapshot> store(Connection sql, List<Snapshot> newest) throws SQLException {
    if (newest.isEmpty()) {
      return List.of();
    }
    Map<String, Snapshot> byKey = new HashMap<>();
    newest.forEach(snapshot -> byKey.put(snapshot.key().toString(), snapshot));
    return Query.list(
        sql,
        row -> byKey.get(row.getString(1)),
        UPSERT,
        Query.texts(newest, Snapshot::key),
        Query.texts(newest, Snapshot::sequence),
        Query.texts(newest, Snapshot::event),
        Query.texts(newest, Snapshot::journey),
        Query.texts(newest, Snapshot::state),
        Query.texts(newest, Snapshots::data),
        Query.texts(newest, Snapshot::changedAt));
  }

  /** Reads these records and locks them until the transaction ends, in the order of their keys. */
  public static List<Snapshot> lock(Connection sql, List<String> keys) throws SQLException {
    return Query.list(sql, Snapshots::snapshot, BY_KEY + " for update", keys);
  }

  /** Reads these records, in the order of their keys. */
  public static List<Snapshot> find(Connection sql, List<String> keys) throws SQLException {
    return Query.list(sql, Snapshots::snapshot, BY_KEY, keys);
  }

  /**
   * Reads the next records of an entity of a connection, erased ones left out.
   *
   * @param after the last key of the page before; empty for the first page
   * @param lock whether to lock them until the transaction ends
   */
  public static List<Snapshot> page(
      Connection sql, String connection, String entity, String after, int limit, boolean lock)
      throws SQLException {
    return page(sql, connection, entity, after, limit, null, lock);
  }

  /**
   * The same.
   *
   * @param mark only those that changed after that mark; null for all
   */
  public static List<Snapshot> page(
      Connection sql,
      String connection,
      String entity,
      String after,
      int limit,
      Long mark,
      boolean lock)
      throws SQLException {
    String first = prefix(connection, entity);
    return Query.list(
        sql,
        Snapshots::snapshot,
        lock ? PAGE + " for update" : PAGE,
        after.isEmpty() ? first : after,
        end(first),
        mark == null ? Long.MIN_VALUE : mark,
        limit);
  }

  /** What the keys of an entity's records of a connection begin with. */
  public static String prefix(String connection, String entity) {
    String any = new RecordKey(connection, entity, "x").toString();
    return any.substring(0, any.length() - 1);
  }

  /** The first text after all that begin with the prefix, which ends in a bar. */
  public static String end(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + (char) ('|' + 1);
  }

  private static Snapshot snapshot(ResultSet row) throws SQLException {
    String data = row.getString(6);
    return new Snapshot(
        RecordKey.parse(row.getString(1)),
        Sequence.parse(row.getString(2)),
        row.getString(3),
        row.getString(4),
        State.valueOf(row.getString(5)),
        data == null ? null : CanonicalJson.read(data, JsonNode.class),
        row.getTimestamp(7).toInstant());
  }

  private static String data(Snapshot snapshot) {
    return snapshot.state() == State.PRESENT ? snapshot.data().toString() : null;
  }
}
