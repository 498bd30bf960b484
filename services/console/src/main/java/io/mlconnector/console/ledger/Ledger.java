package io.mlconnector.console.ledger;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.console.chain.Batch;
import io.mlconnector.console.chain.Chain;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Enters audit events, each once, chained and counted: nine statements per batch whatever its size.
 */
@ApplicationScoped
public class Ledger {

  private final Transactions transactions;
  private final LedgerDays days;
  private final Chain chain;

  public Ledger(Transactions transactions, LedgerDays days, Chain chain) {
    this.transactions = transactions;
    this.days = days;
    this.chain = chain;
  }

  /**
   * Enters a batch; events that are already there are passed over.
   *
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where nothing was entered; enter again
   */
  public void enter(List<AuditEvent> batch) {
    Map<String, AuditEvent> byId = new LinkedHashMap<>();
    batch.forEach(event -> byId.putIfAbsent(event.id(), stored(event)));
    days.prepare(batch.stream().map(AuditEvent::at).toList());
    transactions.run(sql -> enter(sql, List.copyOf(byId.values())));
  }

  private void enter(Connection sql, List<AuditEvent> events) throws SQLException {
    Set<String> fresh = unseen(sql, events);
    List<AuditEvent> entered = events.stream().filter(each -> fresh.contains(each.id())).toList();
    if (entered.isEmpty()) {
      return;
    }
    Batch batch = Batch.of(entered, chain.ids(sql, Batch.blocks(entered)));
    Rows.insert(sql, batch);
    chain.append(sql, batch);
    // Behind the end of the chain, which one batch has at a time: so no two wait for each other.
    Minutes.count(sql, entered);
  }

  /** As the database will give it back: to the microsecond. */
  private static AuditEvent stored(AuditEvent event) {
    return new AuditEvent(
        event.id(),
        event.at().truncatedTo(ChronoUnit.MICROS),
        event.service(),
        event.connection(),
        event.scope(),
        event.step(),
        event.count(),
        event.items(),
        event.message(),
        event.millis());
  }

  /** In the order of their ids, so that two that enter the same events do not stop each other. */
  private static Set<String> unseen(Connection sql, List<AuditEvent> events) throws SQLException {
    List<AuditEvent> ordered =
        events.stream().sorted(Comparator.comparing(AuditEvent::id)).toList();
    return Set.copyOf(
        Query.list(
            sql,
            row -> row.getString(1),
            """
            insert into audit_seen (id, at)
            select id, at from unnest(?::text[], ?::timestamptz[]) as seen(id, at)
            on conflict do nothing returning id
            """,
            Query.texts(ordered, AuditEvent::id),
            Query.texts(ordered, AuditEvent::at)));
  }
}
