package io.mlconnector.console.ledger;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Counts records by minute while their entries are made, so that nobody has to count entries. */
final class Minutes {

  private static final Set<Step> WRITTEN = Set.of(Step.CREATED, Step.UPDATED);

  private static final String BY_STEP =
      """
      insert into audit_minute as m (minute, connection, step, records)
      select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::bigint[])
      on conflict (minute, connection, step) do update set records = m.records + excluded.records
      """;

  private static final String BY_ROUTE =
      """
      insert into audit_minute_route as m (minute, route, written)
      select * from unnest(?::timestamptz[], ?::text[], ?::bigint[])
      on conflict (minute, route) do update set written = m.written + excluded.written
      """;

  private Minutes() {}

  static void count(Connection sql, List<AuditEvent> events) throws SQLException {
    Map<List<String>, Long> steps = new TreeMap<>(Minutes::order);
    Map<List<String>, Long> routes = new TreeMap<>(Minutes::order);
    for (AuditEvent event : events) {
      String minute = event.at().truncatedTo(ChronoUnit.MINUTES).toString();
      if (event.count() > 0) {
        String connection = Objects.requireNonNullElse(event.connection(), "");
        steps.merge(List.of(minute, connection, event.step().name()), event.count(), Long::sum);
      }
      if (WRITTEN.contains(event.step())) {
        for (AuditItem item : event.items()) {
          if (item.route() != null) {
            routes.merge(List.of(minute, item.route()), 1L, Long::sum);
          }
        }
      }
    }
    add(sql, BY_STEP, steps);
    add(sql, BY_ROUTE, routes);
  }

  private static void add(Connection sql, String statement, Map<List<String>, Long> counts)
      throws SQLException {
    if (counts.isEmpty()) {
      return;
    }
    List<List<String>> cells = List.copyOf(counts.keySet());
    int parts = cells.get(0).size();
    Object[] arguments = new Object[parts + 1];
    for (int i = 0; i < parts; i++) {
      int part = i;
      arguments[i] = Query.texts(cells, cell -> cell.get(part));
    }
    arguments[parts] = List.copyOf(counts.values());
    Query.update(sql, statement, arguments);
  }

  private static int order(List<String> one, List<String> other) {
    return one.toString().compareTo(other.toString());
  }
}
