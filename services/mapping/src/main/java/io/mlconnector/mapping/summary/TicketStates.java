package io.mlconnector.mapping.summary;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of tickets that count. Call it behind the storing of their snapshots, whose locks let
 * one at a time move a ticket.
 */
final class TicketStates {

  /**
   * A ticket that is seen to become solved became so when it changed; one that is first seen solved
   * did so with its last public comment, as far as one can tell.
   */
  private static final String STORE =
      """
      with u as materialized (
        select record_key, summary, status, priority, created_at::timestamptz,
               updated_at::timestamptz, resolved_at::timestamptz, seen_at::timestamptz, journey
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[])
             as u(record_key, summary, status, priority, created_at, updated_at, resolved_at,
                  seen_at, journey)
      ), gone as (
        delete from ticket_state t using u where t.record_key = u.record_key and u.summary is null
      ), put as (
        insert into ticket_state as t
          (record_key, summary, status, priority, created_at, updated_at, solved_at)
        select record_key, summary, status, priority, created_at, updated_at,
               case when status in ('solved', 'closed')
                 then coalesce(resolved_at, updated_at, seen_at) end
        from u where summary is not null
        order by record_key collate "C"
        on conflict (record_key) do update
          set summary = excluded.summary, status = excluded.status, priority = excluded.priority,
              created_at = excluded.created_at, updated_at = excluded.updated_at,
              solved_at = case
                when excluded.solved_at is null then null
                when t.solved_at is null then coalesce(excluded.updated_at, excluded.solved_at)
                else t.solved_at end
      )
      select distinct on (summary) summary, journey
      from (
        select summary, seen_at, journey from u where summary is not null
        union all
        select t.summary, u.seen_at, u.journey
        from ticket_state t join u on u.record_key = t.record_key
      ) touched
      order by summary, seen_at desc, journey
      """;

  private TicketStates() {}

  /**
   * Stores what tickets count as now.
   *
   * @return the summaries that they are in, or were in before, each with the journey of the newest
   *     change
   */
  static Map<String, String> store(Connection sql, List<TicketState> tickets) throws SQLException {
    Map<String, String> touched = new TreeMap<>();
    Query.list(
        sql,
        row -> touched.put(row.getString(1), row.getString(2)),
        STORE,
        Query.texts(tickets, TicketState::key),
        Query.texts(tickets, TicketState::summary),
        Query.texts(tickets, TicketState::status),
        Query.texts(tickets, TicketState::priority),
        Query.texts(tickets, TicketState::createdAt),
        Query.texts(tickets, TicketState::updatedAt),
        Query.texts(tickets, TicketState::resolvedAt),
        Query.texts(tickets, TicketState::seenAt),
        Query.texts(tickets, TicketState::journey));
    return touched;
  }
}
