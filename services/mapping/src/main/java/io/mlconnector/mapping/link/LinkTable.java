package io.mlconnector.mapping.link;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads links for people, and keeps what they set. */
final class LinkTable {

  private static final String LIST =
      """
      select l.ref, l.target_key, l.origin, l.changed_at, d.result, d.reason
      from link l left join delivery_state d on d.ref = l.ref
      where l.ref > ? and l.ref like ? and (? = '' or l.target_key = ? or l.ref like ?)
        and %s
      order by l.ref limit ?
      """;

  private static final String OWNERS =
      """
      select target_key, ref from link
      where target_key = any (?) and ref like ?
      """;

  private static final String PUT =
      """
      insert into link (ref, target_key, sequence, origin, changed_at)
      values (?, ?, ?, ?, clock_timestamp())
      on conflict (ref) do update
        set target_key = excluded.target_key, origin = excluded.origin,
            changed_at = excluded.changed_at
      """;

  private LinkTable() {}

  /**
   * Links in the order of their refs.
   *
   * @param scope whose links are left out that it does not see both ends of
   * @param connection of the target; empty for all
   * @param text a target key, or a part of a source key; empty for all
   * @param after the last ref of the page before; empty for the first page
   */
  static List<LinkRow> list(
      Connection sql, Scope scope, String connection, String text, String after, int limit)
      throws SQLException {
    return Query.list(
        sql,
        row ->
            new LinkRow(
                Ref.parse(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getTimestamp(4).toInstant(),
                row.getString(5),
                row.getString(6)),
        LIST.formatted(scope.refs("l.ref")),
        after,
        connection.isEmpty() ? "%" : escaped(connection) + "|%",
        text,
        text,
        "%|%|%|%|%" + escaped(text) + "%",
        limit);
  }

  static Optional<String> key(Connection sql, Ref ref) throws SQLException {
    return Query.list(
            sql, row -> row.getString(1), "select target_key from link where ref = ?", ref + "")
        .stream()
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Which refs of an object have these target keys. */
  static Map<String, String> owners(
      Connection sql, String connection, String object, Collection<String> keys)
      throws SQLException {
    Map<String, String> owners = new HashMap<>();
    Query.list(
        sql,
        row -> owners.put(row.getString(1), row.getString(2)),
        OWNERS,
        keys,
        escaped(connection) + "|" + escaped(object) + "|%");
    return owners;
  }

  /** Keeps what a person said; outcomes that are newer than what was there still move it. */
  static void put(Connection sql, Ref ref, String key, String origin) throws SQLException {
    Query.update(sql, PUT, ref.toString(), key, Sequence.NONE.toString(), origin);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
