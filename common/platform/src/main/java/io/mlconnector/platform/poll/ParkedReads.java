package io.mlconnector.platform.poll;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Source records that stand aside, and keys that are to be read again. */
@ApplicationScoped
public class ParkedReads {

  void park(
      Connection sql,
      String connection,
      String stream,
      Map<String, String> poison,
      String journey,
      Instant at)
      throws SQLException {
    if (poison.isEmpty()) {
      return;
    }
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into parked_read (connection, stream, key, reason, since, tried, journey)
            select ?, ?, p.key, p.reason, ?, ?, ?
            from unnest(?::text[], ?::text[]) as p(key, reason)
            on conflict (connection, stream, key) do update
            set reason = excluded.reason, tried = excluded.tried,
              since = case when parked_read.dismissed is not null
                  and parked_read.reason <> excluded.reason
                then excluded.since else parked_read.since end,
              dismissed = case when parked_read.reason = excluded.reason
                then parked_read.dismissed end
            """)) {
      upsert.setString(1, connection);
      upsert.setString(2, stream);
      upsert.setTimestamp(3, StreamCursors.timestamp(at));
      upsert.setTimestamp(4, StreamCursors.timestamp(at));
      upsert.setString(5, journey);
      upsert.setArray(6, SourceRecords.texts(sql, poison.keySet()));
      upsert.setArray(7, SourceRecords.texts(sql, poison.values()));
      upsert.executeUpdate();
    }
  }

  /** Those of them that are not parked yet, or for another reason. */
  Map<String, String> fresh(
      Connection sql, String connection, String stream, Map<String, String> poison)
      throws SQLException {
    Map<String, String> fresh = new LinkedHashMap<>(poison);
    try (PreparedStatement select =
        sql.prepareStatement(
            "select key, reason from parked_read"
                + " where connection = ? and stream = ? and key = any (?::text[])")) {
      select.setString(1, connection);
      select.setString(2, stream);
      select.setArray(3, SourceRecords.texts(sql, poison.keySet()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          fresh.remove(rows.getString(1), rows.getString(2));
        }
      }
    }
    return fresh;
  }

  /** Records that can be read now are no longer parked. */
  void heal(Connection sql, String connection, String stream, Collection<String> keys)
      throws SQLException {
    deleteKeys(sql, "parked_read", connection, stream, keys);
  }

  List<ParkedRead> list(Connection sql, String connection, int limit) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            "select stream, key, reason, since from parked_read where connection = ?"
                + " and dismissed is null order by since, stream, key limit ?")) {
      select.setString(1, connection);
      select.setInt(2, limit);
      List<ParkedRead> parked = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          parked.add(
              new ParkedRead(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  StreamCursors.instant(rows, 4)));
        }
      }
      return parked;
    }
  }

  /**
   * Puts parked keys among those to be read again; they stay parked until they can be read.
   *
   * @param which those that are not dismissed and for which this holds
   */
  int retry(Connection sql, String connection, String stream, Which which, Instant at)
      throws SQLException {
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into reread (connection, stream, key, journey, since)
            select connection, stream, key, journey, ? from parked_read
            where connection = ? and stream = ? and dismissed is null
              and (?::text is null or key = ?)
              and (?::text is null or md5(reason) = md5(?) and reason = ?)
            on conflict do nothing
            """)) {
      insert.setTimestamp(1, StreamCursors.timestamp(at));
      insert.setString(2, connection);
      insert.setString(3, stream);
      which.bind(insert, 4);
      return insert.executeUpdate();
    }
  }

  /**
   * Some of the parked keys of a stream.
   *
   * @param key null for any
   * @param reason null for any
   */
  public record Which(String key, String reason) {

    /** All of them. */
    public static final Which ALL = new Which(null, null);

    private void bind(PreparedStatement statement, int first) throws SQLException {
      statement.setString(first, key);
      statement.setString(first + 1, key);
      statement.setString(first + 2, reason);
      statement.setString(first + 3, reason);
      statement.setString(first + 4, reason);
    }
  }

  /** A key that a person gave up, with the journey that it was parked in. */
  record Dismissed(String key, String journey) {}

  /** Marks parked keys as given up, {@code most} of them at most. */
  List<Dismissed> dismiss(
      Connection sql, String connection, String stream, Which which, int most, Instant at)
      throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement(
            """
            update parked_read p set dismissed = ?
            from (select key from parked_read
                  where connection = ? and stream = ? and dismissed is null
                    and (?::text is null or key = ?)
                    and (?::text is null or md5(reason) = md5(?) and reason = ?)
                  order by key limit ? for update) chosen
            where p.connection = ? and p.stream = ? and p.key = chosen.key
            returning p.key, p.journey
            """)) {
      update.setTimestamp(1, StreamCursors.timestamp(at));
      update.setString(2, connection);
      update.setString(3, stream);
      which.bind(update, 4);
      update.setInt(9, most);
      update.setString(10, connection);
      update.setString(11, stream);
      List<Dismissed> dismissed = new ArrayList<>();
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          dismissed.add(new Dismissed(rows.getString(1), rows.getString(2)));
        }
      }
      return dismissed;
    }
  }

  /** Puts those among the keys to be read again that were last tried before that. */
  int retryTriedBefore(Connection sql, String connection, String stream, Instant before, Instant at)
      throws SQLException {
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into reread (connection, stream, key, journey, since)
            select connection, stream, key, journey, ? from parked_read
            where connection = ? and stream = ? and tried <= ? and key <> ?
              and dismissed is null
            on conflict do nothing
            """)) {
      insert.setTimestamp(1, StreamCursors.timestamp(at));
      insert.setString(2, connection);
      insert.setString(3, stream);
      insert.setTimestamp(4, StreamCursors.timestamp(before));
      insert.setString(5, Translation.NO_KEY);
      return insert.executeUpdate();
    }
  }

  void again(
      Connection sql,
      String connection,
      String stream,
      Collection<String> keys,
      String journey,
      Instant at)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into reread (connection, stream, key, journey, since)
            select ?, ?, k.key, ?, ? from unnest(?::text[]) as k(key)
            on conflict do nothing
            """)) {
      insert.setString(1, connection);
      insert.setString(2, stream);
      insert.setString(3, journey);
      insert.setTimestamp(4, StreamCursors.timestamp(at));
      insert.setArray(5, SourceRecords.texts(sql, keys.stream().distinct().toList()));
      insert.executeUpdate();
    }
  }

  /** A key to be read again, and the journey it belongs to. */
  record Due(String key, String journey) {}

  List<Due> due(Connection sql, String connection, String stream, int limit) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            "select key, journey from reread where connection = ? and stream = ?"
                + " order by since, key limit ?")) {
      select.setString(1, connection);
      select.setString(2, stream);
      select.setInt(3, limit);
      List<Due> due = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          due.add(new Due(rows.getString(1), rows.getString(2)));
        }
      }
      return due;
    }
  }

  void done(Connection sql, String connection, String stream, Collection<String> keys)
      throws SQLException {
    deleteKeys(sql, "reread", connection, stream, keys);
  }

  private static void deleteKeys(
      Connection sql, String table, String connection, String stream, Collection<String> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        sql.prepareStatement(
            "delete from "
                + table
                + " where connection = ? and stream = ? and key = any (?::text[])")) {
      delete.setString(1, connection);
      delete.setString(2, stream);
      delete.setArray(3, SourceRecords.texts(sql, keys));
      delete.executeUpdate();
    }
  }
}
