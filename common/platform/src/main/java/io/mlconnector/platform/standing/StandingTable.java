package io.mlconnector.platform.standing;

import io.mlconnector.flow.meter.StandingGauges.Row;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the connections of a system stand, in one statement that reads as many rows of an index as
 * there are values to tell; what is counted is counted up to {@value #COUNTED}.
 */
final class StandingTable {

  /** As many are told apart; more are not, so that a look costs the same however many there are. */
  static final int COUNTED = 100_000;

  private static final int LABELS = 3;

  static final String ALL =
      """
      with recursive here as materialized (
        select id, enabled from connection where system = ?
      ), kinds (connection, kind) as (
        (select connection, kind from parked where connection is not null
         order by connection, kind limit 1)
        union all
        select next.connection, next.kind from kinds, lateral (
          select p.connection, p.kind from parked p
          where (p.connection, p.kind) > (kinds.connection, kinds.kind)
          order by p.connection, p.kind limit 1) as next
      ), asked (attention, connection) as (
        select s.attention_by, s.connection from connection_state s where s.attention is not null
        union select 'mass-change', m.connection from mass_change m where m.decided is null
        union select 'removals', r.connection from held_removals r where not r.believed
        union select 'table', t.connection from table_object t
          where t.proposal is not null or t.adoption = 'found'
        union select 'webhook', w.connection from webhook_inbox w where w.next_try is null
      )
      select 'owned', c.id, null, null,
        case when exists (select from lease l where l.name = 'connection/' || c.id
          and l.replica is not null and l.expires > now()) then 1 else 0 end
      from here c where c.enabled
      union all
      select 'attention', c.id, asked.attention, null, 1
      from here c join asked on asked.connection = c.id where c.enabled
      union all
      select 'parked', coalesce(c.id, 'unknown'), 'delivery', lower(kinds.kind),
        (select count(*) from (select from parked p where p.connection = kinds.connection
           and p.kind = kinds.kind limit %1$d) as few)
      from kinds left join here c on c.id = kinds.connection
      union all
      select 'parked', 'unknown', 'delivery', lower(kind), count(*)
      from (select kind from parked where connection is null limit %1$d) as few group by kind
      union all
      select 'parked', c.id, 'read', 'unread', many.n
      from here c, lateral (select count(*) as n from (select from parked_read r
        where r.connection = c.id and r.dismissed is null limit %1$d) as few) as many
      where many.n > 0
      union all
      select 'oldest', c.id, 'accepted', null, extract(epoch from now() - i.accepted)
      from here c, lateral (select accepted from inbox where connection = c.id
        order by id limit 1) as i
      union all
      select 'oldest', c.id, 'parent', null, extract(epoch from now() - w.since)
      from here c, lateral (select since from waiting where connection = c.id
        and parent is not null order by since limit 1) as w
      union all
      select 'oldest', m.connection, 'person', null, max(extract(epoch from now() - m.since))
      from mass_change m join here c on c.id = m.connection where m.decided is null
      group by m.connection
      union all
      select 'oldest', c.id, 'publish', null, extract(epoch from now() - s.since)
      from here c, lateral (select since from table_staged where connection = c.id
        order by since limit 1) as s
      union all
      select 'token-age', c.id, null, null, extract(epoch from now() - s.obtained)
      from here c join vendor_sign_in s on s.connection = c.id where s.obtained is not null
      union all
      select 'token-left', c.id, null, null, extract(epoch from s.expires - now())
      from here c join vendor_sign_in s on s.connection = c.id where s.expires is not null
      union all
      select 'sign-ins', c.id, null, null,
        (select count(*) from vendor_signed_in i
         where i.connection = c.id and i.at > now() - interval '1 hour')
      from here c join vendor_sign_in s on s.connection = c.id
      union all
      select 'table-age', c.id, t.object, null, extract(epoch from now() - t.published)
      from here c join table_object t on t.connection = c.id where t.published is not null
      """
          .formatted(COUNTED);

  private StandingTable() {}

  static List<Row> of(Connection sql, String system) throws SQLException {
    Query.pin(sql);
    return Query.list(sql, StandingTable::row, ALL, system);
  }

  private static Row row(ResultSet row) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < LABELS; i++) {
      String label = row.getString(2 + i);
      if (label != null) {
        labels.add(label);
      }
    }
    return new Row(row.getString(1), List.copyOf(labels), row.getDouble(2 + LABELS));
  }
}
