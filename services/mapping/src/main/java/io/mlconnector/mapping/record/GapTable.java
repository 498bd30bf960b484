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

  private static final String TICK =
      "tick t on t.list = '%s' and t.record_key = s.record_key and t.field = %s and t.seen = %s"
          .formatted(TickTable.GAPS, TickTable.FIELD, TickTable.GAP);

  /** Those few that are ticked off are found by their ticks. */
  private static final String AMONG_TICKS =
      "s.record_key in (select record_key from tick where list = '%s')".formatted(TickTable.GAPS);

  private static final String LIST =
      """
      select s.record_key, s.data ->> 'name', g.gap ->> 'field', g.gap ->> 'reason', s.changed_at,
             %3$s, t.author, t.at, t.reason
      from (select s.record_key, s.data, s.changed_at from snapshot s
            where s.state = 'PRESENT' and jsonb_typeof(s.data -> 'gaps') = 'array'
              and s.record_key > ? and s.record_key < ?
              and (? = '' or split_part(s.record_key, '|', 2) = ?) and %%1$s and %%2$s
              and exists (select 1 from %1$s left join %2$s where %%3$s)
            order by s.record_key limit ?) s
           cross join %1$s left join %2$s
      where %%3$s
      order by s.record_key, g.n
      """
          .formatted(TickTable.GAPS_OF, TICK, TickTable.GAP);

  private GapTable() {}

  /**
   * Gaps in the order of their records.
   *
   * @param scope records that it does not see are left out
   * @param shown which gaps of them
   * @param entity empty for all
   * @param limit how many records at most, each with all of those gaps
   */
  static List<Gap> list(
      Connection sql, Scope scope, Shown shown, Range range, String entity, int limit)
      throws SQLException {
    return Query.list(
        sql,
        GapTable::gap,
        LIST.formatted(
            scope.records("s.record_key"),
            shown == Shown.TICKED ? AMONG_TICKS : "true",
            shown.condition("t.record_key")),
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
        row.getTimestamp(5).toInstant(),
        row.getString(6),
        Tick.of(row, 7));
  }
}
