package io.mlconnector.platform.poll;

import io.mlconnector.canonical.RecordKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keys that full scans meet, and removals that are too many to be believed unasked. */
@ApplicationScoped
public class FullScans {

  /** Notes keys that a scan has met; returns how many were new to it. */
  int meet(Connection sql, long scan, List<Candidate> met) throws SQLException {
    if (met.isEmpty()) {
      return 0;
    }
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into seen_key (scan, entity, key)
            select ?, m.entity, m.key from unnest(?::text[], ?::text[]) as m(entity, key)
            on conflict do nothing
            """)) {
      insert.setLong(1, scan);
      insert.setArray(
          2, SourceRecords.texts(sql, met.stream().map(c -> c.record().entity()).toList()));
      insert.setArray(
          3, SourceRecords.texts(sql, met.stream().map(c -> c.record().key()).toList()));
      return insert.executeUpdate();
    }
  }

  long met(Connection sql, long scan) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement("select count(*) from seen_key where scan = ?")) {
      select.setLong(1, scan);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  void forget(Connection sql, long scan) throws SQLException {
    try (PreparedStatement delete = sql.prepareStatement("delete from seen_key where scan = ?")) {
      delete.setLong(1, scan);
      delete.executeUpdate();
    }
  }

  /** Holds removals until a person decides; returns whether a person already believed them. */
  boolean hold(
      Connection sql,
      String connection,
      String stream,
      long absent,
      long known,
      List<RecordKey> samples,
      Instant at)
      throws SQLException {
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into held_removals (connection, stream, absent, known, samples, since)
            values (?, ?, ?, ?, ?, ?)
            on conflict (connection, stream) do update
            set absent = excluded.absent, known = excluded.known, samples = excluded.samples
            returning believed
            """)) {
      upsert.setString(1, connection);
      upsert.setString(2, stream);
      upsert.setLong(3, absent);
      upsert.setLong(4, known);
      upsert.setArray(
          5, SourceRecords.texts(sql, samples.stream().map(RecordKey::toString).toList()));
      upsert.setTimestamp(6, StreamCursors.timestamp(at));
      try (ResultSet row = upsert.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  void release(Connection sql, String connection, String stream) throws SQLException {
    try (PreparedStatement delete =
        sql.prepareStatement("delete from held_removals where connection = ? and stream = ?")) {
      delete.setString(1, connection);
      delete.setString(2, stream);
      delete.executeUpdate();
    }
  }

  boolean believe(Connection sql, String connection, String stream) throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement(
            "update held_removals set believed = true where connection = ? and stream = ?")) {
      update.setString(1, connection);
      update.setString(2, stream);
      return update.executeUpdate() > 0;
    }
  }

  List<HeldRemovals> held(Connection sql, String connection) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            "select stream, absent, known, samples, since from held_removals"
                + " where connection = ? and not believed order by since")) {
      select.setString(1, connection);
      List<HeldRemovals> held = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          held.add(
              new HeldRemovals(
                  rows.getString(1),
                  rows.getLong(2),
                  rows.getLong(3),
                  List.of((String[]) rows.getArray(4).getArray()),
                  StreamCursors.instant(rows, 5)));
        }
      }
      return held;
    }
  }
}
