package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Which records of pairs are to be read again at their sources. */
final class RereadTable {

  private static final String DUE =
      """
      (select id, true, coalesce(left_ref, found_ref), reread_left::text from mirror_pair
       where reread_left <= now() order by reread_left limit ?)
      union all
      (select id, false, coalesce(right_ref, found_ref), reread_right::text from mirror_pair
       where reread_right <= now() order by reread_right limit ?)
      """;

  /** What was asked for since is asked for again. */
  private static final String UPDATE =
      """
      update mirror_pair p
      set reread_left = case when u.left_side and p.reread_left = u.since
                             then %1$s else p.reread_left end,
          reread_right = case when not u.left_side and p.reread_right = u.since
                              then %2$s else p.reread_right end
      from (select distinct id::bigint as id, l::boolean as left_side,
                   s::timestamptz as since
            from unnest(?::text[], ?::text[], ?::text[]) as w(id, l, s)) u
      where p.id = u.id and u.left_side = %3$s
      """;

  private static final String AFTER_A_MINUTE = "now() + interval '1 minute'";

  private RereadTable() {}

  /**
   * A record to be read.
   *
   * @param since when it was first wished for, as the database has it
   */
  record Due(long id, boolean left, Ref ref, String since) {}

  static List<Due> due(Connection sql, int limit) throws SQLException {
    return Query.list(sql, RereadTable::read, DUE, limit, limit).stream()
        .filter(due -> due.ref() != null)
        .toList();
  }

  private static Due read(ResultSet row) throws SQLException {
    String ref = row.getString(3);
    return new Due(
        row.getLong(1), row.getBoolean(2), ref == null ? null : Ref.parse(ref), row.getString(4));
  }

  /** They were asked for: those that are waited for are asked for again after a while. */
  static void asked(Connection sql, List<Due> due) throws SQLException {
    String again =
        "case when p.awaits_%s or p.found_ref is not null then " + AFTER_A_MINUTE + " end";
    update(sql, due, again.formatted("left"), again.formatted("right"));
  }

  /** They could not be asked for. */
  static void later(Connection sql, List<Due> due) throws SQLException {
    update(sql, due, AFTER_A_MINUTE, AFTER_A_MINUTE);
  }

  /** Each side by itself: a row that is due on both would be updated on one only. */
  private static void update(Connection sql, List<Due> due, String left, String right)
      throws SQLException {
    for (boolean side : new boolean[] {true, false}) {
      Query.update(
          sql,
          UPDATE.formatted(left, right, "" + side),
          Query.texts(due, Due::id),
          Query.texts(due, Due::left),
          Query.texts(due, Due::since));
    }
  }
}
