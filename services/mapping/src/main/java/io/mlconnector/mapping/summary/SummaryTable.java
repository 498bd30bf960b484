package io.mlconnector.mapping.summary;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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
    Query.update(sql, BEGIN, now.getEpochSecond(), keys);
  }

  /** Locks those of these that are there. */
  static List<Stored> lock(Connection sql, Collection<String> keys) throws SQLException {
    return Query.list(sql, SummaryTable::stored, LOCK, keys);
  }

  /** Locks those that were counted last before that time, and that nobody counts just now. */
  static List<Stored> lockDue(Connection sql, Instant before, int limit) throws SQLException {
    return Query.list(sql, SummaryTable::stored, LOCK_DUE, Timestamp.from(before), limit);
  }

  /** Stores what was counted for rows that are locked. */
  static void counted(Connection sql, List<Stored> counted, Instant now) throws SQLException {
    Query.update(
        sql,
        COUNTED,
        Timestamp.from(now),
        Query.texts(counted, Stored::key),
        Query.texts(counted, each -> each.sequence().number()),
        Query.texts(counted, Stored::content));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        RecordKey.parse(row.getString(1)),
        new Sequence(row.getLong(2), row.getLong(3)),
        row.getString(4));
  }
}
