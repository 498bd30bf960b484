package io.mlconnector.platform.poll;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of backfills. */
@ApplicationScoped
public class Backfills {

  /** A backfill under way, with the page to go on from. */
  record Open(BackfillState state, String page) {}

  long begin(
      Connection sql, String connection, String stream, Instant from, Instant to, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into backfill (connection, stream, window_from, window_to, started)
            values (?, ?, ?, ?, ?) returning id
            """)) {
      insert.setString(1, connection);
      insert.setString(2, stream);
      insert.setTimestamp(3, StreamCursors.timestamp(from));
      insert.setTimestamp(4, StreamCursors.timestamp(to));
      insert.setTimestamp(5, StreamCursors.timestamp(now));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  List<Open> open(Connection sql, String connection, String stream) throws SQLException {
    return select(
        sql, "connection = ? and stream = ? and ended is null order by id", connection, stream);
  }

  List<BackfillState> all(Connection sql, String connection) throws SQLException {
    return select(
            sql, "connection = ? and ?::text is null order by id desc limit 100", connection, null)
        .stream()
        .map(Open::state)
        .toList();
  }

  void advance(
      Connection sql,
      long id,
      String page,
      int read,
      int published,
      Instant ended,
      BackfillProgress.Told told)
      throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement(
            """
            update backfill set page = ?, read = read + ?, published = published + ?, ended = ?,
              error = null, fraction = ?, seconds_left = ?
            where id = ?
            """)) {
      update.setString(1, page);
      update.setInt(2, read);
      update.setInt(3, published);
      update.setTimestamp(4, StreamCursors.timestamp(ended));
      update.setObject(5, ended == null ? told.fraction() : Double.valueOf(1), Types.DOUBLE);
      update.setObject(6, ended == null ? told.secondsLeft() : null, Types.BIGINT);
      update.setLong(7, id);
      update.executeUpdate();
    }
  }

  void failed(Connection sql, long id, String error) throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement("update backfill set error = ? where id = ?")) {
      update.setString(1, error);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  private static List<Open> select(
      Connection sql, String condition, String connection, String stream) throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            "select id, stream, window_from, window_to, read, published, started, ended, error,"
                + " page, fraction, seconds_left from backfill where "
                + condition)) {
      select.setString(1, connection);
      select.setString(2, stream);
      List<Open> open = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          open.add(
              new Open(
                  new BackfillState(
                      rows.getLong(1),
                      rows.getString(2),
                      StreamCursors.instant(rows, 3),
                      StreamCursors.instant(rows, 4),
                      rows.getLong(5),
                      rows.getLong(6),
                      StreamCursors.instant(rows, 7),
                      StreamCursors.instant(rows, 8),
                      rows.getString(9),
                      rows.getObject(11, Double.class),
                      rows.getObject(12, Long.class)),
                  rows.getString(10)));
        }
      }
      return open;
    }
  }
}
