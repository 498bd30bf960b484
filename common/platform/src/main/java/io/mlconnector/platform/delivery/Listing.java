package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deliveries that stand aside or wait, as people see them. */
public final class Listing {

  private static final String PARKED =
      """
      select delivery, ref, object, 'parked' as state, kind, reason, target_key, since
      from parked where connection = ?%s order by since, delivery limit ?
      """;

  /** Kind, reason and target key of a row of {@code waiting}. */
  private static final String WAITS =
      """
      case when parent is null then 'MASS_CHANGE' else 'PARENT' end as kind,
      coalesce('Waits for ' || parent, 'Waits for a person: mass change ' || mass_change) as reason,
      null\
      """;

  /** Kind, reason and target key of a row of {@code table_staged}. */
  private static final String GATHERS =
      """
      'TABLE' as kind,
      coalesce(t.trouble, 'Its rows gather until they are published with others') as reason,
      t.target_key\
      """;

  private static final String WAITING =
      """
      with place as (
        select coalesce(max(since), '-infinity') as since, ? as delivery
        from (select since from waiting where delivery = ?
              union all select since from table_staged where delivery = ?
              union all select accepted from inbox where delivery = ?) one)
      select * from (
        (select delivery, ref, object, 'waiting' as state, %s as target_key, since
         from waiting
         where connection = ?%%s and (since, delivery) > (select since, delivery from place)
         order by since, delivery limit ?)
        union all
        (select s.delivery, s.ref, s.object, 'gathering', %s, s.since
         from table_staged s join table_object t on t.id = s.table_id
         where s.connection = ?%%s and (s.since, s.delivery) > (select since, delivery from place)
         order by s.since, s.delivery limit ?)
        union all
        (select delivery, ref, object, 'queued', 'PAUSED', ?::text, null, accepted
         from inbox
         where ?::text is not null and connection = ?%%s
           and (accepted, delivery) > (select since, delivery from place)
         order by accepted, delivery limit ?)) a
      order by since, delivery limit ?
      """
          .formatted(WAITS, GATHERS);

  private static final String ONE =
      """
      select delivery, connection, ref, object, 'parked' as state, kind, reason, target_key, since,
             tries, body from parked where delivery = ?
      union all
      select delivery, connection, ref, object, 'waiting', %s, since, tries, body
      from waiting where delivery = ?
      union all
      select s.delivery, s.connection, s.ref, s.object, 'gathering', %s, s.since, s.tries, s.body
      from table_staged s join table_object t on t.id = s.table_id where s.delivery = ?
      union all
      select i.delivery, i.connection, i.ref, i.object,
             case when a.delivery is null then 'queued' else 'in flight' end, null, null, null,
             coalesce(a.started, i.accepted), i.tries, i.body
      from inbox i left join attempt a on a.delivery = i.delivery where i.delivery = ?
      """
          .formatted(WAITS, GATHERS);

  private Listing() {}

  /** A further condition, by the connection of a delivery's source. */
  static String seen(Scope scope, String ref) {
    return scope.isAll() ? "" : " and " + scope.condition("split_part(" + ref + ", '|', 3)");
  }

  /**
   * What people choose from.
   *
   * @param scope deliveries of records that it does not see are left out
   * @param reason the whole reason, as a group of them has it
   * @param text part of the ref or the reason
   * @param after the last delivery of the page before
   * @param since when that one was parked, to go on behind it though it has gone; empty for not
   *     known
   */
  record Filter(
      Scope scope,
      String connection,
      String object,
      String kind,
      String reason,
      String text,
      String after,
      String since) {

    Filter(
        Scope scope,
        String connection,
        String object,
        String kind,
        String reason,
        String text,
        String after) {
      this(scope, connection, object, kind, reason, text, after, null);
    }

    Filter {
      object = object == null ? "" : object;
      kind = kind == null ? "" : kind;
      reason = reason == null ? "" : reason;
      text = text == null ? "" : text;
      after = after == null ? "" : after;
      since = since == null || since.isEmpty() ? "-infinity" : since;
    }

    /**
     * The statement with only the conditions that there are, so that each has its index: a page is
     * read from where the one before ended, or from the beginning where that is not known.
     */
    String statement() {
      StringBuilder conditions = new StringBuilder();
      add(conditions, object, " and object = ?");
      add(conditions, kind, " and kind = ?");
      add(conditions, reason, " and md5(reason) = md5(?) and reason = ?");
      add(conditions, text, " and (delivery = ? or ref ilike ? or reason ilike ?)");
      add(
          conditions,
          after,
          " and (since, delivery) > (coalesce((select p.since from parked p where p.delivery = ?),"
              + " ?::timestamptz), ?)");
      return PARKED.formatted(conditions + seen(scope, "ref"));
    }

    private static void add(StringBuilder conditions, String value, String condition) {
      conditions.append(value.isEmpty() ? "" : condition);
    }

    Object[] arguments(int limit) {
      String like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
      List<Object> all = new ArrayList<>(List.of(connection));
      add(all, object, object);
      add(all, kind, kind);
      add(all, reason, reason, reason);
      add(all, text, text, like, like);
      add(all, after, after, since, after);
      all.add(limit);
      return all.toArray();
    }

    private static void add(List<Object> all, String value, Object... bound) {
      if (!value.isEmpty()) {
        all.addAll(List.of(bound));
      }
    }
  }

  /**
   * One of them.
   *
   * @param kind see {@link ParkedKind}
   */
  public record Aside(
      String delivery,
      String ref,
      String object,
      String state,
      String kind,
      String reason,
      String targetKey,
      String since) {}

  /**
   * One with everything that is known of it.
   *
   * @param tries how often it was parked
   * @param body the delivery as it came; text where it cannot be read
   */
  public record Whole(String connection, Aside delivery, int tries, JsonNode body) {

    /** The same, where its connection waits as a whole and nothing else keeps it. */
    Whole held(DeliveriesResource.Hold hold) {
      return delivery.kind() != null
          ? this
          : new Whole(
              connection,
              new Aside(
                  delivery.delivery(),
                  delivery.ref(),
                  delivery.object(),
                  delivery.state(),
                  hold.kind(),
                  hold.reason(),
                  delivery.targetKey(),
                  delivery.since()),
              tries,
              body);
    }
  }

  static List<Aside> parked(Connection sql, Filter filter, int limit) throws SQLException {
    return Query.list(sql, Listing::aside, filter.statement(), filter.arguments(limit));
  }

  /**
   * What waits or gathers, the longest first.
   *
   * @param scope deliveries of records that it does not see are left out
   * @param paused why everything that is queued waits too; null where it does not
   * @param after the last delivery of the page before; empty for the first
   */
  static List<Aside> waiting(
      Connection sql, Scope scope, String connection, String paused, String after, int limit)
      throws SQLException {
    return Query.list(
        sql,
        Listing::aside,
        WAITING.formatted(seen(scope, "ref"), seen(scope, "s.ref"), seen(scope, "ref")),
        after,
        after,
        after,
        after,
        connection,
        limit,
        connection,
        limit,
        paused,
        paused,
        connection,
        limit,
        limit);
  }

  static List<Whole> one(Connection sql, String delivery) throws SQLException {
    return Query.list(
        sql,
        row ->
            new Whole(
                row.getString("connection"),
                aside(row),
                row.getInt("tries"),
                body(row.getString("body"))),
        ONE,
        delivery,
        delivery,
        delivery,
        delivery);
  }

  private static Aside aside(ResultSet row) throws SQLException {
    return new Aside(
        row.getString("delivery"),
        row.getString("ref"),
        row.getString("object"),
        row.getString("state"),
        row.getString("kind"),
        row.getString("reason"),
        row.getString("target_key"),
        row.getTimestamp("since").toInstant().toString());
  }

  private static JsonNode body(String text) {
    try {
      return CanonicalJson.read(text, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return TextNode.valueOf(text);
    }
  }
}
