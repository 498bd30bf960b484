package io.mlconnector.mapping.summary;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which summary is compared next, so that each has its turn. */
final class SpotCheckTable {

  /**
   * Those in doubt come first, then those that were never compared. What changed lately is left
   * alone: the helpdesk's search may not know it yet.
   */
  private static final String TAKE =
      """
      update support_summary s set checked_at = ?, doubted_at = null
      from (
        select record_key, doubted_at
        from support_summary d
        where (d.doubted_at <= ?
               or d.doubted_at is null and coalesce(d.checked_at, '-infinity') < ?
                  and (select count(*) from support_summary where checked_at >= ?) < ?)
          and not exists (
            select from ticket_state t join snapshot n on n.record_key = t.record_key
            where t.summary = d.record_key and n.changed_at > ?)
        order by d.doubted_at nulls last, d.checked_at nulls first, d.record_key
        limit 1
        for update of d skip locked
      ) next
      where s.record_key = next.record_key
      returning s.record_key, next.doubted_at is not null
      """;

  private static final String OPEN =
      "select record_key from ticket_state"
          + " where summary = ? and status not in ('solved', 'closed') order by record_key";

  private SpotCheckTable() {}

  /**
   * A summary whose turn it is.
   *
   * @param again whether its count was another one at the last look
   */
  record Taken(RecordKey summary, boolean again) {}

  /**
   * Takes the next one.
   *
   * @param night since when at most {@code quota} are taken, beside those in doubt
   * @param settled before which changes are known to the helpdesk's search, and doubts are old
   *     enough
   */
  static Optional<Taken> take(
      Connection sql, Instant now, Instant night, int quota, Instant settled) throws SQLException {
    Timestamp since = Timestamp.from(night);
    Timestamp known = Timestamp.from(settled);
    return Query.list(
            sql,
            row -> new Taken(RecordKey.parse(row.getString(1)), row.getBoolean(2)),
            TAKE,
            Timestamp.from(now),
            known,
            since,
            since,
            quota,
            known)
        .stream()
        .findFirst();
  }

  /** Remembers that the count is another one. */
  static void doubt(Connection sql, RecordKey summary, Instant now) throws SQLException {
    Query.update(
        sql,
        "update support_summary set doubted_at = ? where record_key = ?",
        Timestamp.from(now),
        summary.toString());
  }

  /** The keys of the tickets that count as open, pending or on hold. */
  static List<String> open(Connection sql, RecordKey summary) throws SQLException {
    return Query.list(
        sql, row -> RecordKey.parse(row.getString(1)).key(), OPEN, summary.toString());
  }
}
