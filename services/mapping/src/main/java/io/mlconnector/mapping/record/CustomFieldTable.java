package io.mlconnector.mapping.record;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads from the newest records which custom fields a source carries. */
final class CustomFieldTable {

  /**
   * Records of the entity among the newest of all, and those with its last keys, which for most
   * vendors are its youngest: both from indexes that are there for other reasons, so that the cost
   * does not grow with the table.
   */
  private static final String LIST =
      """
      select c.key, coalesce(string_agg(distinct jsonb_typeof(c.value), ' or ')
                               filter (where jsonb_typeof(c.value) <> 'null'), 'any')
      from ((select data from (select record_key, data, mark from snapshot
                               order by mark desc limit 5000) newest
             where record_key > ? and record_key < ? and data is not null
             order by mark desc limit 200)
            union all
            (select data from snapshot
             where record_key > ? and record_key < ? and data is not null
             order by record_key desc limit 200)) s,
           jsonb_each(case when jsonb_typeof(s.data -> 'custom') = 'object'
                           then s.data -> 'custom' else '{}' end) c
      group by c.key order by c.key collate "C" limit 1000
      """;

  private CustomFieldTable() {}

  /** The custom fields of an entity of a connection, in the order of their names; 1,000 at most. */
  static List<CustomField> list(Connection sql, String connection, String entity)
      throws SQLException {
    // On a table that was empty when its statistics were made, everything else is slow later.
    Query.pin(sql);
    Query.update(sql, "set local enable_bitmapscan = off");
    String first = Snapshots.prefix(connection, entity);
    String end = Snapshots.end(first);
    return Query.list(
        sql,
        row -> new CustomField(row.getString(1), row.getString(2)),
        LIST,
        first,
        end,
        first,
        end);
  }
}
