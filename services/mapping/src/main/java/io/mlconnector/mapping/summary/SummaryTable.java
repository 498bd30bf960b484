package io.mlconnector.mapping.summary;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.record.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The table of what was published last. A row is locked before its tickets are counted, by another
 * statement: so whoever counts sees all that was committed under the lock before.
 */
final class SummaryTable {

  private static final String BEGIN =
      """
      insert into support_summary (record_key, fence, computed_at)
      select key, ?, '-infinity' from unnest(?::text[]) as u(key)
      order by key collate "C"
      on conflict do nothing
      """;

  private static final String COLUMNS = "select record_key, fence, number, content";

  private static final String LOCK =
      COLUMNS
          + " from support_summary where record_key = any (?)"
          + " order by record_key for update";

  /** Who holds a row counts it anyway, so there is no need to wait for it. */
  private static final String LOCK_DUE =
      COLUMNS
          + " from support_summary where computed_at < ?"
          + " order by record_key limit ? for update skip locked";

  private static final String COUNTED =
      """
      update support_summary s
      set number = u.number::bigint, content = u.content, computed_at = ?
      from unnest(?::text[], ?::text[], ?::text[]) as u(record_key, number, content)
      where s.record_key = u.record_key
      """;

  private SummaryTable() {}

  /**
   * A summary as it was published last.
   *
   * @param sequence what it was published with
   * @param content null where it never was
   */
  record Stored(RecordKey key, Sequence sequence, String content) {

    Stored next(String newContent) {
      return new Stored(key, new Sequence(sequence.fence(), sequence.number() + 1), newContent);
    }
  }

  /** Begins those that are not there yet. */
  static void begin(Connection sql, Collection<String> keys, Instant now) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(BEGIN)) {
      statement.setLong(1, now.getEpochSecond());
      statement.setArray(2, sql.createArrayOf("text", keys.toArray()));
      statement.executeUpdate();
    }
  }

  /** Locks those of these that are there. */
  static List<Stored> lock(Connection sql, Collection<String> keys) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(LOCK)) {
      new Columns(sql, statement).texts(keys);
      return read(statement);
    }
  }

  /** Locks those that were counted last before that time, and that nobody counts just now. */
  static List<Stored> lockDue(Connection sql, Instant before, int limit) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(LOCK_DUE)) {
      statement.setTimestamp(1, Timestamp.from(before));
      statement.setInt(2, limit);
      return read(statement);
    }
  }

  /** Stores what was counted for rows that are locked. */
  static void counted(Connection sql, List<Stored> counted, Instant now) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(COUNTED)) {
      statement.setTimestamp(1, Timestamp.from(now));
      List<String> numbers =
          counted.stream().map(each -> String.valueOf(each.sequence().number())).toList();
      statement.setArray(
          2, sql.createArrayOf("text", counted.stream().map(each -> each.key() + "").toArray()));
      statement.setArray(3, sql.createArrayOf("text", numbers.toArray()));
      statement.setArray(
          4, sql.createArrayOf("text", counted.stream().map(Stored::content).toArray()));
      statement.executeUpdate();
    }
  }

  private static List<Stored> read(PreparedStatement statement) throws SQLException {
    List<Stored> stored = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        stored.add(
            new Stored(
                RecordKey.parse(rows.getString(1)),
                new Sequence(rows.getLong(2), rows.getLong(3)),
                rows.getString(4)));
      }
    }
    return stored;
  }
}
