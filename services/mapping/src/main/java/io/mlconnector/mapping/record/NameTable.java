package io.mlconnector.mapping.record;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Finds records by parts of their names in any case, with or without accents, from an index. */
final class NameTable {

  private static final String FIND =
      """
      select record_key, data ->> 'name', data ->> 'email', state
      from snapshot
      where record_words(data) @@ name_question(?)
        and data is not null
        and split_part(record_key, '|', 2) in ('customer', 'vendor', 'contact', 'employee')
        and (? = '' or split_part(record_key, '|', 1) = ?) and %s
      limit ?
      """;

  private NameTable() {}

  /**
   * Records of which every word of the text begins a word; in no order.
   *
   * @param scope records that it does not see are left out
   * @param connection empty for all
   */
  static List<Named> find(Connection sql, Scope scope, String text, String connection, int limit)
      throws SQLException {
    // On a table that was empty when its statistics were made, everything else is slow later.
    Query.pin(sql);
    return Query.list(
        sql,
        NameTable::named,
        FIND.formatted(scope.condition("split_part(record_key, '|', 1)")),
        text,
        connection,
        connection,
        limit);
  }

  private static Named named(ResultSet row) throws SQLException {
    RecordKey key = RecordKey.parse(row.getString(1));
    return new Named(
        row.getString(1),
        key.connection(),
        key.entity(),
        key.key(),
        row.getString(2),
        row.getString(3),
        row.getString(4).equals(Snapshot.State.REMOVED.name()));
  }
}
