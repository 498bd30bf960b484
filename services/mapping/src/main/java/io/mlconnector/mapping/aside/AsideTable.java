package io.mlconnector.mapping.aside;

import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads, for people, what the mapping itself could not make a delivery of. */
final class AsideTable {

  private static final String PARKED =
      """
      select ref, record_key, route, route_version, reason, journey, sent_at from delivery_state
      where result = 'PARKED' and delivery is null and ref > ?%s order by ref limit ?%s
      """;

  private static final String DISMISS =
      """
      update delivery_state set result = 'DISMISSED', reason = ?, result_at = now()
      where ref = any (?) and result = 'PARKED' and delivery is null
      """;

  private static final String GROUPS =
      """
      select route, reason, count(*), min(sent_at), min(record_key) from delivery_state
      where result = 'PARKED' and delivery is null and %s
      group by route, reason order by count(*) desc, route limit 200
      """;

  private AsideTable() {}

  /**
   * A record that a route made no delivery of.
   *
   * @param ref the target ref that it would have had
   */
  record Parked(
      String ref,
      String record,
      String route,
      int routeVersion,
      String reason,
      String journey,
      Instant since) {}

  /**
   * Records that one route made no delivery of, for one reason.
   *
   * @param since of the oldest
   * @param sample one record
   */
  record Group(String route, String reason, long count, Instant since, String sample) {}

  static List<Group> groups(Connection sql, Scope scope) throws SQLException {
    return Query.list(
        sql,
        row ->
            new Group(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getTimestamp(4).toInstant(),
                row.getString(5)),
        GROUPS.formatted(scope.refs("ref")));
  }

  /**
   * The statement with only the conditions that there are, so that each has its index.
   *
   * @param scope refs that it does not see are left out
   * @param lock what stands behind the limit
   */
  static String statement(Scope scope, String route, String reason, String lock) {
    return PARKED.formatted(
        (route.isEmpty() ? "" : " and route = ?")
            + (reason.isEmpty() ? "" : " and md5(reason) = md5(?) and reason = ?")
            + (scope.isAll() ? "" : " and " + scope.refs("ref")),
        lock);
  }

  static Object[] arguments(String route, String reason, String after, int limit) {
    List<Object> arguments = new ArrayList<>(List.of(after));
    if (!route.isEmpty()) {
      arguments.add(route);
    }
    if (!reason.isEmpty()) {
      arguments.addAll(List.of(reason, reason));
    }
    arguments.add(limit);
    return arguments.toArray();
  }

  static List<Parked> parked(
      Connection sql, Scope scope, String route, String reason, String after, int limit)
      throws SQLException {
    return Query.list(
        sql,
        AsideTable::parked,
        statement(scope, route, reason, ""),
        arguments(route, reason, after, limit));
  }

  /**
   * What somebody decides about.
   *
   * @param scope what the person sees; the rest is left alone
   * @param route empty for all
   * @param reason the whole reason; empty for any
   * @param refs some of them; empty for all, page by page
   * @param after behind which ref a page begins
   * @param limit how many at most
   */
  record Chosen(
      Scope scope, String route, String reason, List<String> refs, String after, int limit) {

    Chosen {
      route = route == null ? "" : route;
      reason = reason == null ? "" : reason;
      refs = refs == null ? List.of() : List.copyOf(refs);
      after = after == null ? "" : after;
    }
  }

  /** Those of them that are still parked, locked until the transaction ends. */
  static List<Parked> chosen(Connection sql, Chosen chosen) throws SQLException {
    return chosen.refs().isEmpty()
        ? Query.list(
            sql,
            AsideTable::parked,
            statement(chosen.scope(), chosen.route(), chosen.reason(), " for update"),
            arguments(chosen.route(), chosen.reason(), chosen.after(), chosen.limit()))
        : Query.list(
            sql,
            AsideTable::parked,
            """
            select ref, record_key, route, route_version, reason, journey, sent_at
            from delivery_state
            where ref = any (?) and result = 'PARKED' and delivery is null and %s
            order by ref for update
            """
                .formatted(chosen.scope().refs("ref")),
            chosen.refs());
  }

  /** Marks them as given up, until their next change. */
  static void dismiss(Connection sql, List<Parked> parked, String words) throws SQLException {
    Query.update(sql, DISMISS, words, parked.stream().map(Parked::ref).toList());
  }

  private static Parked parked(ResultSet row) throws SQLException {
    return new Parked(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getTimestamp(7).toInstant());
  }
}
