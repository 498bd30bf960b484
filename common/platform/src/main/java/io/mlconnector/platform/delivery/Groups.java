package io.mlconnector.platform.delivery;

import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Counts what stands aside or waits by its reason, one statement for any number of rows. */
public final class Groups {

  private static final String PARKED =
      """
      select object, kind, reason, count(*), min(since), min(ref), min(delivery)
      from parked where connection = ?%s
      group by object, kind, reason order by count(*) desc, min(since) limit 200
      """;

  private static final String WAITING =
      """
      select * from (
        (select object, case when parent is null then 'MASS_CHANGE' else 'PARENT' end as kind,
           min(coalesce('Waits for ' || parent,
                        'Waits for a person: mass change ' || mass_change)) as reason,
           count(*) as number, min(since) as since, min(ref), min(delivery)
         from waiting where connection = ?%s group by 1, 2)
        union all
        (select s.object, 'TABLE',
           min(coalesce(t.trouble, 'Its rows gather until they are published with others')),
           count(*), min(s.since), min(s.ref), min(s.delivery)
         from table_staged s join table_object t on t.id = s.table_id
         where s.connection = ?%s group by 1)
        union all
        (select object, 'PAUSED', ?::text, count(*), min(accepted), min(ref), min(delivery)
         from inbox where ?::text is not null and connection = ?%s group by 1)) a
      order by number desc, since limit 200
      """;

  private Groups() {}

  /**
   * Deliveries that stand aside or wait for one reason.
   *
   * @param object null where the delivery could not be read
   * @param kind see {@link ParkedKind}
   * @param reason of waiting ones an example: each waits for a parent of its own
   * @param since of the oldest
   * @param sample one ref; null where none of them could be read
   * @param delivery one delivery
   */
  public record Group(
      String object,
      String kind,
      String reason,
      long count,
      String since,
      String sample,
      String delivery) {}

  static List<Group> parked(Connection sql, Scope scope, String connection) throws SQLException {
    return Query.list(sql, Groups::group, PARKED.formatted(Listing.seen(scope, "ref")), connection);
  }

  /**
   * What waits.
   *
   * @param paused why everything that is queued waits too; null where it does not
   */
  static List<Group> waiting(Connection sql, Scope scope, String connection, String paused)
      throws SQLException {
    String seen = Listing.seen(scope, "ref");
    return Query.list(
        sql,
        Groups::group,
        WAITING.formatted(seen, Listing.seen(scope, "s.ref"), seen),
        connection,
        connection,
        paused,
        paused,
        connection);
  }

  private static Group group(ResultSet row) throws SQLException {
    return new Group(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getTimestamp(5).toInstant().toString(),
        row.getString(6),
        row.getString(7));
  }
}
