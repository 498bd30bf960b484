package io.mlconnector.mapping.record;

import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of what became last of each ref. */
public final class RefStates {

  private static final String DECIDED =
      """
      insert into delivery_state as d (ref, record_key, route, route_version, delivery, sequence,
                                       journey, result, reason, sent_at)
      select u.ref, u.record_key, u.route, u.version::int, u.delivery, u.sequence, u.journey,
             u.result, u.reason, clock_timestamp()
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[])
           as u(ref, record_key, route, version, delivery, sequence, journey, result, reason)
      order by u.ref collate "C"
      on conflict (ref) do update
        set route = excluded.route, route_version = excluded.route_version,
            delivery = excluded.delivery, sequence = excluded.sequence,
            journey = excluded.journey, result = excluded.result, reason = excluded.reason,
            sent_at = excluded.sent_at, ord = d.ord + 1, attempt = 0, result_at = null
      returning ref, ord
      """;

  private static final String CAME =
      """
      update delivery_state d
      set result = u.result, reason = u.reason, attempt = u.attempt::int,
          result_at = u.at::timestamptz
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
           as u(ref, delivery, attempt, result, reason, at)
      where d.ref = u.ref and d.delivery = u.delivery
        and (d.attempt < u.attempt::int or d.result is null)
      returning d.ref
      """;

  private static final String PARENTS =
      """
      select u.ref, l.target_key is not null, s.state, d.result, d.reason
      from unnest(?::text[], ?::text[]) as u(ref, record_key)
      left join link l on l.ref = u.ref
      left join snapshot s on s.record_key = u.record_key
      left join delivery_state d on d.ref = u.ref
      """;

  private static final String SENT =
      """
      select u.ref
      from unnest(?::text[]) as u(ref)
      left join link l on l.ref = u.ref
      left join delivery_state d on d.ref = u.ref
      where l.target_key is not null or (d.delivery is not null and d.result is null)
      """;

  private RefStates() {}

  /**
   * Stores decisions: one per ref.
   *
   * @return per ref how many decisions there were, which orders the deliveries of one snapshot
   */
  public static Map<String, Long> decided(Connection sql, List<RefState> states)
      throws SQLException {
    if (states.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> orders = new HashMap<>();
    Query.list(
        sql,
        row -> orders.put(row.getString(1), row.getLong(2)),
        DECIDED,
        Query.texts(states, RefState::ref),
        Query.texts(states, RefState::record),
        Query.texts(states, RefState::route),
        Query.texts(states, RefState::routeVersion),
        Query.texts(states, RefState::delivery),
        Query.texts(states, RefState::sequence),
        Query.texts(states, RefState::journey),
        Query.texts(states, RefState::result),
        Query.texts(states, RefState::reason));
    return orders;
  }

  /**
   * Stores what came of deliveries: one outcome per ref. Outcomes of other deliveries than the
   * newest, and attempts that were told already, change nothing.
   *
   * @return the refs for which it was news
   */
  public static Set<String> came(Connection sql, List<Outcome> outcomes) throws SQLException {
    if (outcomes.isEmpty()) {
      return Set.of();
    }
    Set<String> news = new HashSet<>();
    Query.list(
        sql,
        row -> news.add(row.getString(1)),
        CAME,
        Query.texts(outcomes, Outcome::ref),
        Query.texts(outcomes, Outcome::delivery),
        Query.texts(outcomes, Outcome::attempt),
        Query.texts(outcomes, Outcome::result),
        Query.texts(outcomes, Outcome::reason),
        Query.texts(outcomes, Outcome::at));
    return news;
  }

  /**
   * Why parents will not come, as far as is known here; parents that have a target record, or may
   * still get one, are absent.
   */
  public static Map<String, String> missing(Connection sql, List<Ref> parents) throws SQLException {
    Map<String, String> missing = new HashMap<>();
    if (parents.isEmpty()) {
      return missing;
    }
    Query.list(
        sql,
        row -> {
          String why = row.getBoolean(2) ? null : why(row);
          Ref parent = Ref.parse(row.getString(1));
          return why == null
              ? null
              : missing.put(
                  parent.toString(),
                  "%s %s %s".formatted(parent.source().entity(), parent.source().key(), why));
        },
        PARENTS,
        Query.texts(parents, ref -> ref),
        Query.texts(parents, Ref::source));
    return missing;
  }

  /** Those that have a target record, or may be getting one now. */
  public static Set<String> sent(Connection sql, List<Ref> refs) throws SQLException {
    Set<String> sent = new HashSet<>();
    Query.list(sql, row -> sent.add(row.getString(1)), SENT, Query.texts(refs, ref -> ref));
    return sent;
  }

  private static String why(ResultSet row) throws SQLException {
    String state = row.getString(3);
    if ("REMOVED".equals(state)) {
      return "was removed at its source";
    }
    if ("ERASED".equals(state)) {
      return "was erased";
    }
    String result = row.getString(4);
    if (RefState.FILTERED.equals(result)) {
      return "is left out: " + row.getString(5);
    }
    if (RefState.PARKED.equals(result)) {
      return "is parked: " + row.getString(5);
    }
    return "DISMISSED".equals(result) ? "was dismissed" : null;
  }
}
