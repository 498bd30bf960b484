package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Deliveries whose rows gather until they are published; people see them as waiting. */
final class Gathered {

  /** How many are sent on their way again at a time. */
  static final int RETRIED = 1_000;

  private static final String MOVE =
      """
      insert into table_staged (delivery, table_id, connection, ref, object, mode, sequence, ord,
                                tries, risky, approved, parents, body, seen, accepted, route,
                                journey, fresh, rev)
      select i.delivery, u.table_id, i.connection, i.ref, i.object, i.mode, i.sequence, i.ord,
             i.tries, i.risky, i.approved, i.parents, i.body, i.seen, i.accepted, u.route,
             u.journey, u.fresh, u.rev
      from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::bigint[])
           as u(id, table_id, route, journey, fresh, rev)
      join inbox i on i.id = u.id
      on conflict (delivery) do nothing
      """;

  private static final String LIGHT =
      """
      s.delivery, s.ref, s.object, s.mode, s.sequence, s.ord, s.tries, s.risky, s.approved, s.seen,
      s.route, s.journey, s.fresh\
      """;

  /** The sums keep it from reading all that waits for a table to find what waits for a ref. */
  static final String REPLACED =
      """
      delete from table_staged s using unnest(?::text[]) as u(ref)
      where s.ref = u.ref and s.table_id + 0 = ? and s.rev + 0 > ?
      returning %s
      """
          .formatted(LIGHT);

  static final String TAKE =
      """
      delete from table_staged s using
        (select delivery from table_staged where table_id = ? and rev <= ? order by rev limit ?) o
      where s.delivery = o.delivery
      returning %s
      """
          .formatted(LIGHT);

  private static final String PARK =
      """
      with gone as (
        delete from table_staged s using
          (select delivery from table_staged where table_id = ? and rev <= ? order by rev limit ?) o
        where s.delivery = o.delivery
        returning s.*)
      insert into parked as s (delivery, connection, ref, object, mode, sequence, ord, tries, risky,
                               approved, parents, body, seen, accepted, kind, reason)
      select g.delivery, g.connection, g.ref, g.object, g.mode, g.sequence, g.ord, g.tries + 1,
             g.risky, g.approved, g.parents, g.body, g.seen, g.accepted, 'PUBLISH', ?
      from gone g
      on conflict (delivery) do nothing
      returning s.delivery, s.ref, s.object, s.mode, s.sequence, s.ord, s.tries - 1 as tries,
                s.risky, s.approved, s.seen, null as route, null as journey, false as fresh
      """;

  private static final String RETRY =
      """
      with gone as (
        delete from parked p using
          (select delivery from parked where connection = ? and object = ? and kind = ?
           limit 1000) o
        where p.delivery = o.delivery
        returning p.*)
      """
          + Interventions.BACK.formatted("g.approved");

  private Gathered() {}

  /**
   * One of them, without its rows.
   *
   * @param fresh whether the record had no rows before
   */
  record Light(Item item, Delivery delivery, boolean fresh) {

    /** Its rows are published. */
    Ending published(String key, Sequence written) {
      Result result = fresh ? Result.CREATED : Result.UPDATED;
      return new Ending(
              item, delivery, result, key, false, Map.of(), written, null, null, List.of(), false)
          .asShared();
    }

    /** Its rows could not be published. */
    Ending parked(String reason) {
      return Ending.parked(item, delivery, ParkedKind.PUBLISH, null, reason);
    }

    Taken taken() {
      return new Taken(item.delivery(), delivery.ref(), item.tries(), delivery);
    }
  }

  /** Moves deliveries out of the inbox; returns what was given. */
  static List<Step.Gather> move(Connection sql, List<Step.Gather> gathers) throws SQLException {
    if (gathers.isEmpty()) {
      return gathers;
    }
    List<Long> ids = gathers.stream().map(each -> each.item().id()).toList();
    Query.update(
        sql,
        MOVE,
        ids,
        gathers.stream().map(Step.Gather::table).toList(),
        texts(gathers, each -> each.delivery().route()),
        texts(gathers, each -> each.delivery().journey()),
        gathers.stream().map(Step.Gather::fresh).toList(),
        gathers.stream().map(Step.Gather::revision).toList());
    Query.update(sql, "delete from inbox i using unnest(?::bigint[]) u(id) where i.id = u.id", ids);
    return gathers;
  }

  private static List<String> texts(List<Step.Gather> all, Function<Step.Gather, String> part) {
    List<String> texts = new ArrayList<>();
    all.forEach(each -> texts.add(part.apply(each)));
    return texts;
  }

  /**
   * Takes out those that newer deliveries of their refs make needless.
   *
   * @param open those up to this revision are being published, and stay
   */
  static List<Light> replaced(Connection sql, long table, List<String> refs, long open)
      throws SQLException {
    return Query.list(sql, Gathered::light, REPLACED, refs, table, open);
  }

  /** Takes out some of those up to a revision, older ones of a ref first. */
  static List<Light> take(Connection sql, long table, long revision, int most) throws SQLException {
    return ordered(Query.list(sql, Gathered::light, TAKE, table, revision, most));
  }

  /** Parks some of those up to a revision. */
  static List<Light> park(Connection sql, long table, long revision, String reason, int most)
      throws SQLException {
    return ordered(Query.list(sql, Gathered::light, PARK, table, revision, most, reason));
  }

  /** Sends parked deliveries of a table on their way again, at most a thousand. */
  static int retry(Connection sql, String connection, String object, ParkedKind kind)
      throws SQLException {
    InboxLock.take(sql);
    return Query.list(sql, row -> row.getString(1), RETRY, connection, object, kind.name()).size();
  }

  private static List<Light> ordered(List<Light> all) {
    List<Light> ordered = new ArrayList<>(all);
    ordered.sort(
        Comparator.comparing((Light each) -> each.item.sequence())
            .thenComparing(each -> each.item.order()));
    return ordered;
  }

  private static Light light(ResultSet row) throws SQLException {
    Sequence sequence = Sequence.parse(row.getString("sequence"));
    Timestamp seen = row.getTimestamp("seen");
    Item item =
        new Item(
            -1,
            row.getString("delivery"),
            row.getString("ref"),
            row.getString("object"),
            Delivery.Mode.valueOf(row.getString("mode")),
            sequence,
            row.getLong("ord"),
            row.getInt("tries"),
            row.getBoolean("risky"),
            row.getBoolean("approved"));
    Delivery delivery =
        new Delivery(
            item.delivery(),
            Ref.parse(item.ref()),
            item.mode(),
            row.getString("route"),
            0,
            row.getString("journey"),
            sequence,
            item.order(),
            List.of(),
            List.of(),
            Map.of(),
            null,
            seen == null ? null : seen.toInstant());
    return new Light(item, delivery, row.getBoolean("fresh"));
  }
}
