package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.sql.Words;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.platform.table.TableNames;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.Webhook.TableNotice;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Looks into what the vendor's calls tell of tables of ours; what is not ours is ignored. */
@ApplicationScoped
public class TableTroubles {

  /** A table that the vendor knows by a key. */
  private record Known(long id, String object) {}

  private final Adapter adapter;
  private final Transactions transactions;
  private final Outbox outbox;
  private final TableAlarm alarm;
  private final Voice voice;

  public TableTroubles(
      Adapter adapter,
      Transactions transactions,
      Outbox outbox,
      TableAlarm alarm,
      Audits audits,
      Topics topics,
      Clock clock) {
    this.adapter = adapter;
    this.transactions = transactions;
    this.outbox = outbox;
    this.alarm = alarm;
    this.voice = new Voice(audits, topics, clock);
  }

  /**
   * Asks the vendor whether it is true, and calls for a person where it is.
   *
   * @throws io.mlconnector.spi.VendorFailure where it cannot be asked: the call is dealt with later
   */
  public void heard(Owned owned, TableNotice notice) {
    TableSink sink = TableNames.sinks(adapter).get(notice.object());
    Optional<Known> known = sink == null ? Optional.empty() : known(owned.id(), notice);
    if (known.isEmpty()) {
      return;
    }
    sink.trouble(owned.connection(), notice.key(), notice.event())
        .map(Words::clean)
        .ifPresent(words -> told(owned, known.get(), words));
  }

  private Optional<Known> known(String connection, TableNotice notice) {
    return transactions.inTransaction(
        sql ->
            Query.list(
                    sql,
                    row -> new Known(row.getLong(1), row.getString(2)),
                    "select id, object from table_object where connection = ? and target_key = ?",
                    connection,
                    notice.key())
                .stream()
                .filter(table -> table.object().startsWith(notice.object() + ":"))
                .findFirst());
  }

  private void told(Owned owned, Known table, String words) {
    transactions.run(
        sql -> {
          owned.lease().guard(sql);
          KeptTables.trouble(sql, table.id(), words);
          Messages messages = new Messages(owned.id(), voice);
          outbox.add(
              sql,
              owned.lease().name(),
              messages.event(
                  messages.audit(Step.NEEDS_ATTENTION, table.object(), List.of(), words)));
        });
    outbox.wake(owned.lease().name());
    alarm.needed(owned.id(), words);
  }
}
