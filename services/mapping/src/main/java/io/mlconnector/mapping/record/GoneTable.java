package io.mlconnector.mapping.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.mapping.record.Gone.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what is gone at its source: removed records, and inactive customers and vendors. */
final class GoneTable {

  /** What can be shown in a line each. */
  private static final String SAID =
      """
      (select jsonb_object_agg(e.key, left(e.value #>> '{}', 200)) from jsonb_each(s.data) e
       where jsonb_typeof(e.value) in ('string', 'number', 'boolean'))
      """;

  private static final String LIST =
      """
      select s.record_key, s.data ->> 'name',
             case when s.state = 'REMOVED' then coalesce(r.reason, 'removed') else '%1$s' end,
             s.changed_at, %3$s, %2$s, t.author, t.at, t.reason
      from snapshot s left join removal r on r.record_key = s.record_key
           left join tick t on t.list = '%4$s' and t.record_key = s.record_key and t.field = ''
             and t.seen = %2$s
      where (s.state = 'REMOVED'
          or (s.state = 'PRESENT' and s.data ->> 'status' = 'inactive'
              and split_part(s.record_key, '|', 2) in ('customer', 'vendor')))
        and s.record_key > ? and s.record_key < ?
        and (? = '' or split_part(s.record_key, '|', 2) = ?)
        and %%1$s and %%2$s
      order by s.record_key limit ?
      """
          .formatted(Gone.INACTIVE, TickTable.GOING, SAID, TickTable.GONE);

  private static final String TARGETS =
      """
      select d.record_key, l.ref, l.target_key
      from delivery_state d join link l on l.ref = d.ref
      where d.record_key = any (?) and l.target_key is not null and %s
      order by l.ref
      """;

  private GoneTable() {}

  /**
   * The next ones in the order of their records.
   *
   * @param scope records that it does not see, and targets, are left out
   * @param shown which of them
   * @param range only what is within
   * @param entity empty for all
   */
  static List<Gone> list(
      Connection sql, Scope scope, Shown shown, Range range, String entity, int limit)
      throws SQLException {
    List<Gone> gone =
        Query.list(
            sql,
            GoneTable::gone,
            LIST.formatted(scope.records("s.record_key"), shown.condition("t.record_key")),
            range.after(),
            range.before(),
            entity,
            entity,
            limit);
    Map<String, List<Target>> targets =
        targets(sql, scope, gone.stream().map(Gone::record).toList());
    return gone.stream()
        .map(each -> each.with(targets.getOrDefault(each.record(), List.of())))
        .toList();
  }

  private static Gone gone(ResultSet row) throws SQLException {
    RecordKey key = RecordKey.parse(row.getString(1));
    return new Gone(
        key.connection(),
        key.entity(),
        key.key(),
        row.getString(2),
        row.getString(3),
        row.getTimestamp(4).toInstant(),
        List.of(),
        said(row.getString(5)),
        row.getString(6),
        Tick.of(row, 7));
  }

  private static Map<String, String> said(String json) {
    Map<String, String> said = new TreeMap<>();
    if (json != null) {
      CanonicalJson.read(json, JsonNode.class)
          .properties()
          .forEach(each -> said.put(each.getKey(), each.getValue().asText()));
    }
    return said;
  }

  private static Map<String, List<Target>> targets(
      Connection sql, Scope scope, List<String> records) throws SQLException {
    Map<String, List<Target>> targets = new HashMap<>();
    Query.list(
        sql,
        row ->
            targets
                .computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                .add(Target.of(Ref.parse(row.getString(2)), row.getString(3))),
        TARGETS.formatted(scope.condition("split_part(l.ref, '|', 1)")),
        records);
    return targets;
  }
}
