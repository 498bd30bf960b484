package io.mlconnector.platform.poll;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.platform.poll.Vanished.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was last published of each source record; one statement per page. */
@ApplicationScoped
public class SourceRecords {

  /** Limited, so that a table that looks empty is not read once and compared with each record. */
  static final String PUBLISHED =
      """
      select r.entity, r.key, r.hash, r.fence, r.number, r.removed
      from unnest(?::text[], ?::text[]) as wanted(entity, key)
      cross join lateral (
        select * from source_record
        where connection = ? and entity = wanted.entity and key = wanted.key limit 1) r
      """;

  /** What was last published: content, and the read that showed it. */
  record Published(byte[] hash, Sequence sequence, boolean removed) {}

  Map<RecordKey, Published> published(
      Connection sql, String connection, Collection<RecordKey> records) throws SQLException {
    Map<RecordKey, Published> found = new HashMap<>();
    try (PreparedStatement select = sql.prepareStatement(PUBLISHED)) {
      select.setArray(1, texts(sql, records.stream().map(RecordKey::entity).toList()));
      select.setArray(2, texts(sql, records.stream().map(RecordKey::key).toList()));
      select.setString(3, connection);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(
              new RecordKey(connection, rows.getString(1), rows.getString(2)),
              new Published(
                  rows.getBytes(3),
                  new Sequence(rows.getLong(4), rows.getLong(5)),
                  rows.getBoolean(6)));
        }
      }
    }
    return found;
  }

  /** Notes what a read has published. */
  void note(Connection sql, String stream, Sequence read, List<Candidate> changed)
      throws SQLException {
    if (changed.isEmpty()) {
      return;
    }
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into source_record (connection, entity, key, stream, source_key, hash, fence,
              number)
            select ?, c.entity, c.key, ?, c.source_key, c.hash, ?, ?
            from unnest(?::text[], ?::text[], ?::text[], ?::bytea[])
              as c(entity, key, source_key, hash)
            on conflict (connection, entity, key) do update
            set stream = excluded.stream, source_key = excluded.source_key, hash = excluded.hash, fence = excluded.fence,
                number = excluded.number, removed = false
            """)) {
      upsert.setString(1, changed.get(0).record().connection());
      upsert.setString(2, stream);
      upsert.setLong(3, read.fence());
      upsert.setLong(4, read.number());
      upsert.setArray(5, texts(sql, changed.stream().map(c -> c.record().entity()).toList()));
      upsert.setArray(6, texts(sql, changed.stream().map(c -> c.record().key()).toList()));
      upsert.setArray(7, texts(sql, changed.stream().map(Candidate::sourceKey).toList()));
      upsert.setArray(
          8,
          sql.createArrayOf("bytea", changed.stream().map(Candidate::hash).toArray(byte[][]::new)));
      upsert.executeUpdate();
    }
  }

  /** Records that a full scan has not met, at most {@code limit}, with their source keys. */
  Map<RecordKey, String> absent(
      Connection sql, String connection, String stream, long scan, int limit) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            ABSENT.formatted("r.entity, r.key, r.source_key") + " order by 1, 2 limit ?")) {
      bindAbsent(select, connection, stream, scan);
      select.setInt(4, limit);
      Map<RecordKey, String> absent = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          RecordKey record = new RecordKey(connection, rows.getString(1), rows.getString(2));
          absent.put(record, rows.getString(3));
        }
      }
      return absent;
    }
  }

  /** The records that a stream has published and that are not removed, by their source keys. */
  List<Known> ofSourceKeys(
      Connection sql, String connection, String stream, Collection<String> sourceKeys)
      throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            """
            select r.entity, r.key, r.source_key, r.fence, r.number from source_record r
            where r.connection = ? and r.stream = ? and not r.removed
              and r.source_key = any (?::text[])
            """)) {
      select.setString(1, connection);
      select.setString(2, stream);
      select.setArray(3, texts(sql, sourceKeys));
      List<Known> known = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          known.add(
              new Known(
                  new RecordKey(connection, rows.getString(1), rows.getString(2)),
                  rows.getString(3),
                  new Sequence(rows.getLong(4), rows.getLong(5))));
        }
      }
      return known;
    }
  }

  /**
   * Forgets what these records held, so that the next read of them is published as it is, as an
   * event of its own: the hash is that of no content.
   *
   * @param other the stream of those that were never published
   * @return the source keys of all, by stream
   */
  Map<String, List<String>> forget(
      Connection sql, String connection, String entity, List<String> keys, String other)
      throws SQLException {
    Map<String, List<String>> asked = new LinkedHashMap<>();
    Set<String> known = new HashSet<>();
    try (PreparedStatement update =
        sql.prepareStatement(
            """
            update source_record
            set hash = decode(md5(random()::text || clock_timestamp()::text), 'hex')
            where connection = ? and entity = ? and key = any (?::text[])
            returning key, stream, source_key
            """)) {
      update.setString(1, connection);
      update.setString(2, entity);
      update.setArray(3, texts(sql, keys));
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getString(1));
          asked.computeIfAbsent(rows.getString(2), any -> new ArrayList<>()).add(rows.getString(3));
        }
      }
    }
    keys.stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> asked.computeIfAbsent(other, any -> new ArrayList<>()).add(key));
    return asked;
  }

  /** Source keys of what a stream has published and that is not removed, in their order. */
  List<String> sourceKeys(Connection sql, String connection, String stream, String after, int limit)
      throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            """
            select distinct r.source_key from source_record r
            where r.connection = ? and r.stream = ? and not r.removed and r.source_key > ?
            order by r.source_key limit ?
            """)) {
      select.setString(1, connection);
      select.setString(2, stream);
      select.setString(3, after);
      select.setInt(4, limit);
      List<String> keys = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
      return keys;
    }
  }

  long countAbsent(Connection sql, String connection, String stream, long scan)
      throws SQLException {
    try (PreparedStatement select = sql.prepareStatement(ABSENT.formatted("count(*)"))) {
      bindAbsent(select, connection, stream, scan);
      return single(select);
    }
  }

  long count(Connection sql, String connection, String stream) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            "select count(*) from source_record"
                + " where connection = ? and stream = ? and not removed")) {
      select.setString(1, connection);
      select.setString(2, stream);
      return single(select);
    }
  }

  void noteRemoved(Connection sql, Sequence read, List<RecordKey> removed) throws SQLException {
    if (removed.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        sql.prepareStatement(
            """
            update source_record r set removed = true, fence = ?, number = ?
            from unnest(?::text[], ?::text[]) as gone(entity, key)
            where r.connection = ? and r.entity = gone.entity and r.key = gone.key
            """)) {
      update.setLong(1, read.fence());
      update.setLong(2, read.number());
      update.setArray(3, texts(sql, removed.stream().map(RecordKey::entity).toList()));
      update.setArray(4, texts(sql, removed.stream().map(RecordKey::key).toList()));
      update.setString(5, removed.get(0).connection());
      update.executeUpdate();
    }
  }

  private static final String ABSENT =
      """
      select %s from source_record r
      where r.connection = ? and r.stream = ? and not r.removed
        and not exists (
          select 1 from seen_key s where s.scan = ? and s.entity = r.entity and s.key = r.key)
      """;

  private static void bindAbsent(
      PreparedStatement select, String connection, String stream, long scan) throws SQLException {
    select.setString(1, connection);
    select.setString(2, stream);
    select.setLong(3, scan);
  }

  private static long single(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static java.sql.Array texts(Connection sql, Collection<String> values) throws SQLException {
    return sql.createArrayOf("text", values.toArray());
  }
}
