package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.mapping.mirror.PairRow.Phase;
import io.mlconnector.mapping.route.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of pairs. Rows are locked in the order of their ids. */
final class PairTable {

  private static final String COLUMNS =
      "p.id, p.mirror, p.left_ref, p.right_ref, p.phase, p.state, p.found_ref, p.open_no, p.waits";
  private static final String BY_REF =
      "select "
          + COLUMNS
          + " from mirror_pair p where p.left_ref = any (?) or p.right_ref = any (?)"
          + " order by p.id for update";
  private static final String BY_DELIVERY =
      "select "
          + COLUMNS
          + " from mirror_pair p where p.open_delivery = any (?) or p.stuck_delivery = any (?)"
          + " or p.left_ref = any (?) or p.right_ref = any (?) or p.found_ref = any (?)"
          + " order by p.id for update";
  private static final String PEEK = BY_REF.replace(" for update", "");
  private static final String BY_ID = "select " + COLUMNS + " from mirror_pair p where p.id = ?";
  private static final String NEW =
      "select "
          + COLUMNS
          + """
           from mirror_pair p
          where p.phase = 'NEW' and p.mirror = ?
            and (p.waits < coalesce(
              (select min(o.open_no) from mirror_pair o
               where o.mirror = p.mirror and o.open_no is not null
                 and (o.left_ref is null) <> (p.left_ref is null)),
              p.waits + 1)
                or p.since < now() - interval '10 minutes')
            and not exists (
              select 1 from mirror_pair c
              where c.found_ref = coalesce(p.left_ref, p.right_ref))
          order by p.id limit ? for update of p skip locked
          """;
  private static final String DISPUTED =
      "select "
          + COLUMNS
          + " from mirror_pair p where p.conflicts > 0 and p.id > ?"
          + " and (?::text[] is null or p.mirror = any (?)) order by p.id limit ?";
  private static final String UNCONFIRMED =
      "select "
          + COLUMNS
          + " from mirror_pair p where p.phase = 'CONFIRMING' and p.open_delivery is null"
          + " and p.mirror = ? and not exists (select 1 from mirror_pair c"
          + " where c.found_ref = p.found_ref and c.open_delivery is not null)"
          + " order by p.id limit ? for update skip locked";
  private static final String REGISTER =
      """
      insert into mirror_pair (mirror, left_ref, right_ref, phase, state, waits)
      select u.mirror, u.left_ref, u.right_ref, 'NEW', '{}', s.last_value
      from unnest(?::text[], ?::text[], ?::text[]) as u(mirror, left_ref, right_ref),
           mirror_open_no s
      order by coalesce(u.left_ref, u.right_ref) collate "C"
      on conflict do nothing
      """;
  private static final String SAVE =
      """
      update mirror_pair p
      set since = case when u.phase = 'NEW' and p.phase <> 'NEW' then now() else p.since end,
          left_ref = u.left_ref, right_ref = u.right_ref, phase = u.phase, state = u.state,
          open_delivery = u.open, stuck_delivery = u.stuck, found_ref = u.found,
          open_no = u.open_no::bigint, waits = u.waits::bigint, conflicts = u.conflicts::int,
          awaits_left = u.awaits_left::boolean, awaits_right = u.awaits_right::boolean,
          reread_left = case when u.again_left = 'true' then now()
                             when p.awaits_left and u.awaits_left = 'false' then null
                             else p.reread_left end,
          reread_right = case when u.again_right = 'true' then now()
                              when p.awaits_right and u.awaits_right = 'false' then null
                              else p.reread_right end
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[])
           as u(id, left_ref, right_ref, phase, state, open, stuck, found, open_no, waits,
                conflicts, awaits_left, awaits_right, again_left, again_right)
      where p.id = u.id::bigint
      """;

  private PairTable() {}

  /** The pairs of these refs, locked until the transaction ends. */
  static List<PairRow> lock(Connection sql, Collection<String> refs) throws SQLException {
    return refs.isEmpty() ? List.of() : Query.list(sql, PairTable::pair, BY_REF, refs, refs);
  }

  /** The pairs of these refs as they are, not locked. */
  static List<PairRow> peek(Connection sql, Collection<String> refs) throws SQLException {
    return refs.isEmpty() ? List.of() : Query.list(sql, PairTable::pair, PEEK, refs, refs);
  }

  /**
   * The pairs for which these deliveries were made, those of these refs, and records that found
   * these.
   */
  static List<PairRow> lock(Connection sql, Collection<String> deliveries, Collection<String> refs)
      throws SQLException {
    return Query.list(sql, PairTable::pair, BY_DELIVERY, deliveries, deliveries, refs, refs, refs);
  }

  static Optional<PairRow> find(Connection sql, long id, boolean lock) throws SQLException {
    return Query.list(sql, PairTable::pair, lock ? BY_ID + " for update" : BY_ID, id).stream()
        .findFirst();
  }

  /** Records of a mirror that nothing keeps from being met, locked; some at a time. */
  static List<PairRow> lockNew(Connection sql, String mirror, int limit) throws SQLException {
    return Query.list(sql, PairTable::pair, NEW, mirror, limit);
  }

  /** Records whose counterpart was found and is not asked yet, locked; some at a time. */
  static List<PairRow> lockUnconfirmed(Connection sql, String mirror, int limit)
      throws SQLException {
    return Query.list(sql, PairTable::pair, UNCONFIRMED, mirror, limit);
  }

  /**
   * Pairs with disputed fields, in the order of their ids.
   *
   * @param mirrors null for all
   */
  static List<PairRow> disputed(Connection sql, List<String> mirrors, long after, int limit)
      throws SQLException {
    return Query.list(sql, PairTable::pair, DISPUTED, after, mirrors, mirrors, limit);
  }

  /** A record without a counterpart. */
  record Fresh(String mirror, Side side, Ref ref) {}

  /** Takes records in that are not known yet. */
  static void register(Connection sql, List<Fresh> fresh) throws SQLException {
    if (fresh.isEmpty()) {
      return;
    }
    Query.update(
        sql,
        REGISTER,
        Query.texts(fresh, Fresh::mirror),
        Query.texts(fresh, each -> each.side() == Side.LEFT ? each.ref() : null),
        Query.texts(fresh, each -> each.side() == Side.RIGHT ? each.ref() : null));
  }

  /** The next number of a first delivery. */
  static long openNo(Connection sql) throws SQLException {
    return number(sql, "select nextval('mirror_open_no')");
  }

  /** The newest number of a first delivery. */
  static long newestOpenNo(Connection sql) throws SQLException {
    return number(sql, "select last_value from mirror_open_no");
  }

  private static long number(Connection sql, String query) throws SQLException {
    return Query.number(sql, query);
  }

  static void delete(Connection sql, List<PairRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Query.update(
        sql,
        "delete from mirror_pair p using unnest(?::text[]) as u(id) where p.id =" + " u.id::bigint",
        Query.texts(rows, row -> row.id));
  }

  static void save(Connection sql, List<PairRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Query.update(
        sql,
        SAVE,
        Query.texts(rows, row -> row.id),
        Query.texts(rows, row -> row.left),
        Query.texts(rows, row -> row.right),
        Query.texts(rows, row -> row.phase),
        Query.texts(rows, row -> row.pair.text()),
        Query.texts(rows, row -> row.pair.open == null ? null : row.pair.open.delivery()),
        Query.texts(rows, row -> row.pair.stuck == null ? null : row.pair.stuck.delivery()),
        Query.texts(rows, row -> row.found),
        Query.texts(rows, row -> row.openNo),
        Query.texts(rows, row -> row.waits),
        Query.texts(rows, row -> row.pair.conflicts.size()),
        Query.texts(rows, row -> row.pair.left.awaited != null),
        Query.texts(rows, row -> row.pair.right.awaited != null),
        Query.texts(rows, row -> again(row, Side.LEFT)),
        Query.texts(rows, row -> again(row, Side.RIGHT)));
  }

  private static boolean again(PairRow row, Side side) {
    SideState state = row.pair.side(side);
    return (row.ref(side) != null || row.found != null) && state.reread;
  }

  private static PairRow pair(ResultSet row) throws SQLException {
    long openNo = row.getLong(8);
    return new PairRow(
        row.getLong(1),
        row.getString(2),
        ref(row.getString(3)),
        ref(row.getString(4)),
        Phase.valueOf(row.getString(5)),
        Pair.read(row.getString(6)),
        ref(row.getString(7)),
        openNo == 0 ? null : openNo,
        row.getLong(9));
  }

  private static Ref ref(String text) {
    return text == null ? null : Ref.parse(text);
  }
}
