package io.mlconnector.console.ledger;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Enters audit events, each once, three statements per batch whatever its size. */
@ApplicationScoped
public class Ledger {

  private final Transactions transactions;
  private final LedgerDays days;

  public Ledger(Transactions transactions, LedgerDays days) {
    this.transactions = transactions;
    this.days = days;
  }

  /**
   * Enters a batch; events that are already there are passed over.
   *
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where nothing was entered; enter again
   */
  public void enter(List<AuditEvent> batch) {
    Map<String, AuditEvent> byId = new LinkedHashMap<>();
    batch.forEach(event -> byId.putIfAbsent(event.id(), event));
    days.prepare(batch.stream().map(AuditEvent::at).toList());
    transactions.run(
        sql -> {
          Set<String> fresh = unseen(sql, List.copyOf(byId.values()));
          List<AuditEvent> events =
              byId.values().stream().filter(event -> fresh.contains(event.id())).toList();
          insertEvents(sql, events);
          insertItems(sql, events);
        });
  }

  private static Set<String> unseen(Connection sql, List<AuditEvent> events) throws SQLException {
    Set<String> fresh = new HashSet<>();
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into audit_seen (id, at)
            select id, at from unnest(?::text[], ?::timestamptz[]) as seen(id, at)
            on conflict do nothing returning id
            """)) {
      insert.setArray(1, texts(sql, events, AuditEvent::id));
      insert.setArray(2, stamps(sql, events));
      try (ResultSet rows = insert.executeQuery()) {
        while (rows.next()) {
          fresh.add(rows.getString(1));
        }
      }
    }
    return fresh;
  }

  private static void insertEvents(Connection sql, List<AuditEvent> events) throws SQLException {
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into audit_event
              (id, at, service, connection, scope, step, count, message, millis)
            select * from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::bigint[], ?::text[], ?::bigint[])
            """)) {
      insert.setArray(1, texts(sql, events, AuditEvent::id));
      insert.setArray(2, stamps(sql, events));
      insert.setArray(3, texts(sql, events, AuditEvent::service));
      insert.setArray(4, texts(sql, events, AuditEvent::connection));
      insert.setArray(5, texts(sql, events, AuditEvent::scope));
      insert.setArray(6, texts(sql, events, event -> event.step().name()));
      insert.setArray(7, texts(sql, events, event -> String.valueOf(event.count())));
      insert.setArray(8, texts(sql, events, AuditEvent::message));
      insert.setArray(9, texts(sql, events, event -> text(event.millis())));
      insert.executeUpdate();
    }
  }

  private record Row(AuditEvent event, AuditItem item) {}

  private static void insertItems(Connection sql, List<AuditEvent> events) throws SQLException {
    List<Row> rows = new ArrayList<>();
    events.forEach(event -> event.items().forEach(item -> rows.add(new Row(event, item))));
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        sql.prepareStatement(
            """
            insert into audit_item (event, at, service, scope, step, journey, record, ref,
              target_key, delivery, sequence, route, reason, changes, millis)
            select * from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::jsonb[], ?::bigint[])
            """)) {
      insert.setArray(1, texts(sql, rows, row -> row.event.id()));
      insert.setArray(2, stamps(sql, rows.stream().map(Row::event).toList()));
      insert.setArray(3, texts(sql, rows, row -> row.event.service()));
      insert.setArray(4, texts(sql, rows, row -> row.event.scope()));
      insert.setArray(5, texts(sql, rows, row -> row.event.step().name()));
      insert.setArray(6, texts(sql, rows, row -> row.item.journey()));
      insert.setArray(7, texts(sql, rows, row -> row.item.record()));
      insert.setArray(8, texts(sql, rows, row -> row.item.ref()));
      insert.setArray(9, texts(sql, rows, row -> row.item.targetKey()));
      insert.setArray(10, texts(sql, rows, row -> row.item.delivery()));
      insert.setArray(11, texts(sql, rows, row -> row.item.sequence()));
      insert.setArray(12, texts(sql, rows, row -> row.item.route()));
      insert.setArray(13, texts(sql, rows, row -> row.item.reason()));
      insert.setArray(14, texts(sql, rows, row -> CanonicalJson.text(row.item.changes())));
      insert.setArray(15, texts(sql, rows, row -> text(row.event.millis())));
      insert.executeUpdate();
    }
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static <T> Array texts(Connection sql, List<T> rows, Function<T, String> value)
      throws SQLException {
    return sql.createArrayOf("text", rows.stream().map(value).toArray());
  }

  private static Array stamps(Connection sql, List<AuditEvent> events) throws SQLException {
    return sql.createArrayOf(
        "timestamptz", events.stream().map(event -> Timestamp.from(event.at())).toArray());
  }
}
