package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far behind a connection's deliveries are.
 *
 * @param queued accepted, and not yet at an end or waiting for something of their own
 * @param oldest when the oldest of those was first seen at its source; null where there is none
 * @param waits how many wait, by what for: {@code parent}, {@code person}, {@code table}, {@code
 *     job}, {@code answer}, or the kind of what holds the whole connection, such as {@code
 *     throttled}; those that the latter holds are the queued ones
 */
public record Standing(long queued, Instant oldest, Map<String, Long> waits) {

  private static final String QUEUED =
      "select count(*), min(coalesce(seen, accepted)) from inbox where connection = ?";

  private static final String WAITS =
      """
      select case when parent is null then 'person' else 'parent' end, count(*)
      from waiting where connection = ? group by 1
      union all
      select 'table', count(*) from table_staged where connection = ? having count(*) > 0
      union all
      select 'job', count(*) from vendor_job where connection = ? having count(*) > 0
      union all
      select 'answer', count(*) from attempt where connection = ? and deadline < now()
      having count(*) > 0
      union all
      select lower(h.kind), count(*)
      from delivery_hold h join inbox i on i.connection = h.connection
      where h.connection = ? and h.until > now() group by h.kind
      """;

  static Standing of(Connection sql, String connection) throws SQLException {
    Map<String, Long> waits = new LinkedHashMap<>();
    Query.list(
        sql,
        row -> waits.merge(row.getString(1), row.getLong(2), Long::sum),
        WAITS,
        connection,
        connection,
        connection,
        connection,
        connection);
    return Query.list(
            sql,
            row ->
                new Standing(
                    row.getLong(1),
                    row.getTimestamp(2) == null ? null : row.getTimestamp(2).toInstant(),
                    waits),
            QUEUED,
            connection)
        .get(0);
  }
}
