package io.mlconnector.platform.poll;

import io.mlconnector.spi.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;

/** The table of stream cursors. */
@ApplicationScoped
public class StreamCursors {

  StreamCursor load(Connection sql, String connection, String stream) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            """
            select first_date, watermark, window_from, window_to, page, scan, scan_seen, last_scan,
              last_poll
            from stream_state where connection = ? and stream = ?
            """)) {
      select.setString(1, connection);
      select.setString(2, stream);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return StreamCursor.fresh();
        }
        Cursor cursor = new Cursor(instant(row, 3), instant(row, 4), row.getString(5));
        boolean open = cursor.to() != null || cursor.page() != null;
        long scan = row.getLong(6);
        boolean hasScan = !row.wasNull();
        return new StreamCursor(
            instant(row, 1),
            instant(row, 2),
            open ? cursor : null,
            hasScan ? scan : null,
            row.getLong(7),
            instant(row, 8),
            instant(row, 9));
      }
    }
  }

  void save(Connection sql, String connection, String stream, StreamCursor state)
      throws SQLException {
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into stream_state (connection, stream, first_date, watermark, window_from,
              window_to, page, scan, scan_seen, last_scan, last_poll, last_error)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)
            on conflict (connection, stream) do update
            set first_date = excluded.first_date, watermark = excluded.watermark, window_from = excluded.window_from,
                window_to = excluded.window_to, page = excluded.page, scan = excluded.scan,
                scan_seen = excluded.scan_seen, last_scan = excluded.last_scan,
                last_poll = excluded.last_poll, last_error = null
            """)) {
      Cursor cursor = state.cursor();
      upsert.setString(1, connection);
      upsert.setString(2, stream);
      upsert.setTimestamp(3, timestamp(state.firstDate()));
      upsert.setTimestamp(4, timestamp(state.watermark()));
      upsert.setTimestamp(5, cursor == null ? null : timestamp(cursor.from()));
      upsert.setTimestamp(6, cursor == null ? null : timestamp(cursor.to()));
      upsert.setString(7, cursor == null ? null : cursor.page());
      upsert.setObject(8, state.scan(), Types.BIGINT);
      upsert.setLong(9, state.seen());
      upsert.setTimestamp(10, timestamp(state.lastScan()));
      upsert.setTimestamp(11, timestamp(state.lastPoll()));
      upsert.executeUpdate();
    }
  }

  /** Notes what went wrong, for people; the cursor stays where it is. */
  void failed(Connection sql, String connection, String stream, String error, Instant at)
      throws SQLException {
    try (PreparedStatement upsert =
        sql.prepareStatement(
            """
            insert into stream_state (connection, stream, last_error, last_poll)
            values (?, ?, ?, ?)
            on conflict (connection, stream) do update
            set last_error = excluded.last_error, last_poll = excluded.last_poll
            """)) {
      upsert.setString(1, connection);
      upsert.setString(2, stream);
      upsert.setString(3, error);
      upsert.setTimestamp(4, timestamp(at));
      upsert.executeUpdate();
    }
  }

  long nextScan(Connection sql) throws SQLException {
    try (PreparedStatement select = sql.prepareStatement("select nextval('scan_id')");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  static Timestamp timestamp(Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
