package io.mlconnector.console.ledger;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.chain.Batch;
import io.mlconnector.console.chain.Entry;
import io.mlconnector.console.chain.Line;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** The rows of a batch, one statement for each table. */
final class Rows {

  private static final String EVENTS =
      """
      insert into audit_event
        (id, at, service, connection, scope, step, count, message, millis, block, pos, digest)
      select id, at, service, connection, scope, step, count, message, millis, block, pos,
             decode(digest, 'hex')
      from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::text[])
        as e(id, at, service, connection, scope, step, count, message, millis, block, pos, digest)
      """;

  private static final String ITEMS =
      """
      insert into audit_item (event, at, service, connection, scope, step, journey, record, ref,
        target_key, delivery, sequence, route, route_version, reason, changes, millis, block, pos,
        salt, sealed)
      select event, at, service, connection, scope, step, journey, record, ref, target_key,
             delivery, sequence, route, route_version, reason, changes, millis, block, pos,
             decode(salt, 'hex'), decode(sealed, 'hex')
      from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
        ?::text[], ?::jsonb[], ?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::text[])
        as i(event, at, service, connection, scope, step, journey, record, ref, target_key,
             delivery, sequence, route, route_version, reason, changes, millis, block, pos, salt,
             sealed)
      """;

  private Rows() {}

  static void insert(Connection sql, Batch batch) throws SQLException {
    events(sql, batch.entries());
    if (!batch.lines().isEmpty()) {
      items(sql, batch.lines());
    }
  }

  private static void events(Connection sql, List<Entry> entries) throws SQLException {
    Query.update(
        sql,
        EVENTS,
        Query.texts(entries, Entry::id),
        Query.texts(entries, Entry::at),
        Query.texts(entries, Entry::service),
        Query.texts(entries, Entry::connection),
        Query.texts(entries, Entry::scope),
        Query.texts(entries, Entry::step),
        Query.texts(entries, Entry::count),
        Query.texts(entries, Entry::message),
        Query.texts(entries, Entry::millis),
        Query.texts(entries, Entry::block),
        Query.texts(entries, Entry::pos),
        Query.texts(entries, each -> hex(each.digest())));
  }

  private static void items(Connection sql, List<Line> lines) throws SQLException {
    Query.update(
        sql,
        ITEMS,
        Query.texts(lines, Line::event),
        Query.texts(lines, Line::at),
        Query.texts(lines, Line::service),
        Query.texts(lines, Line::connection),
        Query.texts(lines, Line::scope),
        Query.texts(lines, Line::step),
        Query.texts(lines, Line::journey),
        Query.texts(lines, Line::record),
        Query.texts(lines, Line::ref),
        Query.texts(lines, Line::targetKey),
        Query.texts(lines, Line::delivery),
        Query.texts(lines, Line::sequence),
        Query.texts(lines, Line::route),
        Query.texts(lines, Line::routeVersion),
        Query.texts(lines, Line::reason),
        Query.texts(lines, each -> CanonicalJson.text(each.changes())),
        Query.texts(lines, Line::millis),
        Query.texts(lines, Line::block),
        Query.texts(lines, Line::pos),
        Query.texts(lines, each -> hex(each.salt())),
        Query.texts(lines, each -> hex(each.sealed())));
  }

  private static String hex(byte[] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }
}
