package io.mlconnector.mapping.summary;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts tickets and users of organizations, however many, by one statement. */
final class Counting {

  static final Duration RECENT = Duration.ofDays(30);

  /**
   * Users are the newest contacts of the same connection, by the organization they belong to.
   * Whether there is any is asked for the first one, by order: without statistics the database
   * would else read them all.
   */
  private static final String COUNT =
      """
      select u.key, tickets.*,
             case when (
               select true from snapshot s
               where s.record_key > u.connection || '|contact|'
                 and s.record_key < u.connection || '|contact}'
               order by s.record_key limit 1)
             then users.suspended::int end,
             case when users.dated = users.total then users.added::int end
      from (
        select key, split_part(key, '|', 1) as connection, organization
        from unnest(?::text[], ?::text[]) as k(key, organization)
      ) u
      cross join lateral (
        select count(*) filter (where open), count(*) filter (where open and priority = 'urgent'),
               count(*) filter (where status = 'pending'), count(*) filter (where status = 'hold'),
               count(*) filter (where solved_at > ?),
               min(created_at) filter (where open), max(updated_at)
        from (
          select t.*, t.status not in ('pending', 'hold', 'solved', 'closed') as open
          from ticket_state t where t.summary = u.key
        ) t
      ) tickets
      cross join lateral (
        select count(*) filter (where s.data ->> 'status' = 'suspended') as suspended,
               count(*) filter (where s.data ->> 'createdAt' > ? collate "C") as added,
               count(s.data ->> 'createdAt') as dated, count(*) as total
        from snapshot s
        where split_part(s.record_key, '|', 1) = u.connection
          and split_part(s.record_key, '|', 2) = 'contact'
          and s.data ->> 'customerKey' = u.organization and s.state = 'PRESENT'
      ) users
      """;

  private Counting() {}

  /** What is to be counted for these summaries at that time, by the summary's key. */
  static Map<RecordKey, Counts> of(Connection sql, List<RecordKey> summaries, Instant now)
      throws SQLException {
    Instant since = now.minus(RECENT);
    Map<RecordKey, Counts> counts = new HashMap<>();
    Query.list(
        sql,
        row -> counts.put(RecordKey.parse(row.getString(1)), counts(row)),
        COUNT,
        Query.texts(summaries, key -> key),
        Query.texts(summaries, RecordKey::key),
        Timestamp.from(since),
        // Compared as texts, which needs no valid time: "…:05" is before "…:05Z" and "…:05.5Z".
        since.toString().substring(0, "2026-01-01T00:00:00".length()));
    return counts;
  }

  private static Counts counts(ResultSet row) throws SQLException {
    Integer suspended = row.getObject(9, Integer.class);
    return new Counts(
        row.getInt(2),
        row.getInt(3),
        row.getInt(4),
        row.getInt(5),
        row.getInt(6),
        instant(row.getTimestamp(7)),
        instant(row.getTimestamp(8)),
        suspended,
        suspended == null ? null : row.getObject(10, Integer.class));
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
