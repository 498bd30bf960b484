package io.mlconnector.mapping.record;

import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What people ticked off. It counts for the entry that was looked at: once a record lacks something
 * for another reason, or comes back and goes again, nobody has ticked that off.
 */
public final class TickTable {

  static final String GAPS = "gap";
  static final String GONE = "gone";

  /** The gaps of a snapshot called s, in their order; none where it says nothing of any. */
  static final String GAPS_OF =
      "jsonb_array_elements(case jsonb_typeof(s.data -> 'gaps') when 'array' then s.data -> 'gaps'"
          + " else '[]' end) with ordinality as g(gap, n)";

  static final String FIELD = "coalesce(g.gap ->> 'field', '')";

  /** Which gap of the field it is. */
  static final String GAP = "md5(coalesce(g.gap ->> 'reason', ''))";

  /** Which going of a snapshot called s it is; null where it is not gone. */
  static final String GOING =
      """
      case when s.state = 'REMOVED' then s.sequence
           when s.state = 'PRESENT' and s.data ->> 'status' = 'inactive'
             and split_part(s.record_key, '|', 2) in ('customer', 'vendor') then '%s' end
      """
          .formatted(Gone.INACTIVE);

  private static final String PUT =
      """
      insert into tick (list, record_key, field, seen, reason, author)
      select ?, s.record_key, u.field, u.seen, ?, ?
      from unnest(?::text[], ?::text[], ?::text[]) as u(record_key, field, seen)
      join snapshot s on s.record_key = u.record_key
      where %s and %s
      order by s.record_key for share of s
      on conflict do nothing
      """;

  private static final String STILL_LACKS =
      "s.state = 'PRESENT' and exists (select 1 from %s where %s = %%1$s.field and %s = %%1$s.seen)"
          .formatted(GAPS_OF, FIELD, GAP);

  private static final String STILL_GONE = GOING + " is not distinct from %1$s.seen";

  private static final String REMOVE =
      """
      delete from tick t using unnest(?::text[], ?::text[], ?::text[]) as u(record_key, field, seen)
      where t.list = ? and t.record_key = u.record_key and t.field = u.field and t.seen = u.seen
        and %s
      """;

  private static final String OUTDATED =
      "delete from tick t using snapshot s where t.record_key = any (?::text[])"
          + " and s.record_key = t.record_key and not case t.list when 'gap' then "
          + STILL_LACKS.formatted("t")
          + " else "
          + STILL_GONE.formatted("t")
          + " end";

  private TickTable() {}

  /**
   * An entry of a list.
   *
   * @param field what is lacking; null or empty for what is gone
   * @param version of the entry, as the list has it
   */
  public record Entry(String record, String field, String version) {

    private String given() {
      return field == null ? "" : field;
    }
  }

  /** Ticks off those that are on the list as they were looked at; returns how many. */
  static int put(
      Connection sql, Scope scope, String list, List<Entry> entries, String reason, String author)
      throws SQLException {
    String still = list.equals(GAPS) ? STILL_LACKS : STILL_GONE + " and u.field = ''";
    return Query.update(
        sql,
        PUT.formatted(still.formatted("u"), scope.records("s.record_key")),
        list,
        reason,
        author,
        Query.texts(entries, Entry::record),
        Query.texts(entries, Entry::given),
        Query.texts(entries, Entry::version));
  }

  /** Opens entries again; returns how many had been ticked off. */
  static int remove(Connection sql, Scope scope, String list, List<Entry> entries)
      throws SQLException {
    return Query.update(
        sql,
        REMOVE.formatted(scope.records("t.record_key")),
        Query.texts(entries, Entry::record),
        Query.texts(entries, Entry::given),
        Query.texts(entries, Entry::version),
        list);
  }

  /** Forgets the ticks of these records whose entries are not there any more. */
  public static void prune(Connection sql, List<String> records) throws SQLException {
    if (!records.isEmpty()) {
      Query.update(sql, OUTDATED, records);
    }
  }
}
