package io.mlconnector.mapping.standing;

import io.mlconnector.flow.meter.StandingGauges.Row;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What stands aside in the mapping, in one statement; counted up to {@value #COUNTED}. */
final class StandingTable {

  static final int COUNTED = 100_000;

  private static final String ALL =
      """
      select 'parked', r.name, many.n from route r, lateral (
        select count(*) filter (where delivery is null) as n from (
          select delivery from delivery_state d
          where d.route = r.name and d.result = 'PARKED' limit %1$d) as few) as many
      union all
      select 'faults', r.name, count(*) from route r
      join route_fault f on f.name = r.name and f.version = r.version group by r.name
      union all
      select 'unreadable', null, count(*)
      from (select from unreadable where ticked_at is null limit %1$d) as few
      union all
      select 'conflicts', null, count(*)
      from (select from mirror_pair where conflicts > 0 limit %1$d) as few
      """
          .formatted(COUNTED);

  private StandingTable() {}

  static List<Row> all(Connection sql) throws SQLException {
    Query.pin(sql);
    return Query.list(
        sql,
        row -> {
          String label = row.getString(2);
          return new Row(
              row.getString(1), label == null ? List.of() : List.of(label), row.getDouble(3));
        },
        ALL);
  }
}
