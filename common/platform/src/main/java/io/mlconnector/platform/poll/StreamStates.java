package io.mlconnector.platform.poll;

import io.mlconnector.spi.SourceStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Stream states for people, of one connection in one statement. */
@ApplicationScoped
public class StreamStates {

  private record Row(
      Instant watermark,
      Instant lastPoll,
      Instant lastScan,
      String error,
      long records,
      long parked) {}

  /** The stored part of all streams of a connection. */
  static final class Rows {
    private static final Row NEVER = new Row(null, null, null, null, 0, 0);
    private final Map<String, Row> rows = new HashMap<>();

    StreamState state(SourceStream<?> stream, StreamSchedule schedule, Instant next) {
      Row row = rows.getOrDefault(stream.name(), NEVER);
      return new StreamState(
          stream.name(),
          stream.entities(),
          schedule.enabled(),
          schedule.words(),
          row.watermark,
          row.lastPoll,
          row.lastScan,
          row.error,
          next,
          row.records,
          row.parked);
    }
  }

  Rows load(Connection sql, String connection) throws SQLException {
    Rows loaded = new Rows();
    try (PreparedStatement select =
        sql.prepareStatement(
            """
            select s.stream, s.watermark, s.last_poll, s.last_scan, s.last_error,
              (select count(*) from source_record r
               where r.connection = s.connection and r.stream = s.stream and not r.removed),
              (select count(*) from parked_read p
               where p.connection = s.connection and p.stream = s.stream and p.dismissed is null)
            from stream_state s where s.connection = ?
            """)) {
      select.setString(1, connection);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          loaded.rows.put(
              rows.getString(1),
              new Row(
                  StreamCursors.instant(rows, 2),
                  StreamCursors.instant(rows, 3),
                  StreamCursors.instant(rows, 4),
                  rows.getString(5),
                  rows.getLong(6),
                  rows.getLong(7)));
        }
      }
    }
    return loaded;
  }
}
