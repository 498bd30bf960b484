package io.mlconnector.mapping.record;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads what records lack, by what their sources said of their newest states. */
final class GapTable {

  private static final String LIST =
      """
      select s.record_key, s.data ->> 'name', g.gap ->> 'field', g.gap ->> 'reason', s.changed_at
      from (select record_key, data, changed_at from snapshot
            where state = 'PRESENT' and jsonb_typeof(data -> 'gaps') = 'array'
              and record_key > ? and record_key < ?
              and (? = '' or split_part(record_key, '|', 2) = ?) and %s
            order by record_key limit ?) s,
           jsonb_array_elements(s.data -> 'gaps') with ordinality as g(gap, n)
      order by s.record_key, g.n
      """;

  private GapTable() {}

  /**
   * Gaps in the order of their records.
   *
   * @param scope records that it does not see are left out
   * @param entity empty for all
   * @param limit how many records at most, each with all of its gaps
   */
  static List<Gap> list(Connection sql, Scope scope, Range range, String entity, int limit)
      throws SQLException {
    return Query.list(
        sql,
        GapTable::gap,
        LIST.formatted(scope.records("record_key")),
        range.after(),
        range.before(),
        entity,
        entity,
        limit);
  }

  private static Gap gap(ResultSet row) throws SQLException {
    RecordKey key = RecordKey.parse(row.getString(1));
    return new Gap(
        key.connection(),
        key.entity(),
        key.key(),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getTimestamp(5).toInstant());
  }
}
