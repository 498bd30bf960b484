package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.table.Adoption;
import io.mlconnector.platform.table.Batches;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.spi.TableSink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** What people decide about tables: done by the owner under its fence, with its audit entry. */
@ApplicationScoped
public class TableDecisions {

  private final Transactions transactions;
  private final Outbox outbox;
  private final Voice voice;

  @Inject
  public TableDecisions(
      Transactions transactions, Outbox outbox, Audits audits, Topics topics, Clock clock) {
    this(transactions, outbox, new Voice(audits, topics, clock));
  }

  TableDecisions(Transactions transactions, Outbox outbox, Voice voice) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.voice = voice;
  }

  /** Publishes what waits as soon as it can be. */
  public void publish(Owned owned, String object, String author) {
    change(owned, object, "A publish was asked for by " + author, KeptTables::ask);
  }

  /** Writes the whole table again, and sends what was parked by a failed publish along. */
  public void rebuild(Owned owned, String object, String author) {
    change(
        owned,
        object,
        "A rebuild was asked for by " + author,
        (sql, id) -> {
          KeptTables.overwrite(sql, id, "A person asked for it");
          KeptTables.ask(sql, id);
          retry(sql, owned.id(), object, ParkedKind.PUBLISH);
        });
  }

  /**
   * Takes columns that wait for a person, and writes the whole table again.
   *
   * @return whether its rows were forgotten because of another key, so that mapping has to send
   *     them again
   * @throws Problem 409 where no columns wait, or a publish is under way
   */
  public boolean accept(Owned owned, String object, String author) {
    boolean[] forgotten = new boolean[1];
    change(
        owned,
        object,
        "Its columns were accepted by " + author,
        (sql, id) -> {
          KeptTable table = KeptTables.lock(sql, id).orElseThrow();
          if (table.proposal() == null) {
            throw Problem.conflict("No columns of %s wait for a person".formatted(object));
          }
          if (Batches.of(sql, id).isPresent()) {
            throw Problem.conflict(
                "%s is being published with its old columns; try again once that is over"
                    .formatted(object));
          }
          forgotten[0] = KeptTables.accept(sql, table);
          KeptTables.ask(sql, id);
          KeptTables.trouble(sql, id, null);
          retry(sql, owned.id(), object, ParkedKind.TABLE_COLUMNS);
        });
    return forgotten[0];
  }

  /**
   * Adopts somebody else's table that is in our place: it is written over as a whole.
   *
   * @throws Problem 409 where there is none, or its columns do not fit, naming them
   */
  public void adopt(Owned owned, TableSink sink, KeptTable table, String author) {
    if (table.found() == null) {
      throw Problem.conflict(
          "There is nothing to adopt: no table of somebody else is in the place of "
              + table.object());
    }
    Adoption plan = Adoption.of(table.spec(), sink.columns(owned.connection(), table.found()));
    if (!plan.fits()) {
      throw Problem.conflict(
          "%s cannot be adopted: %s".formatted(table.object(), String.join("; ", plan.problems())));
    }
    change(
        owned,
        table.object(),
        "It was adopted by " + author,
        (sql, id) -> KeptTables.adopt(sql, KeptTables.lock(sql, id).orElseThrow()));
  }

  private static void retry(Connection sql, String connection, String object, ParkedKind kind)
      throws SQLException {
    int some;
    do {
      some = Gathered.retry(sql, connection, object, kind);
    } while (some == Gathered.RETRIED);
    InboxSignal.send(sql, List.of(connection));
  }

  /** A change of one table. */
  private interface Change {
    void of(Connection sql, long table) throws SQLException;
  }

  private void change(Owned owned, String object, String words, Change change) {
    transactions.run(
        sql -> {
          owned.lease().guard(sql);
          KeptTable table =
              KeptTables.find(sql, owned.id(), object)
                  .orElseThrow(() -> Problem.notFound("There is no table " + object));
          change.of(sql, table.id());
          Messages messages = new Messages(owned.id(), voice);
          outbox.add(
              sql,
              owned.lease().name(),
              messages.event(messages.audit(Step.CONFIGURED, object, List.of(), words)));
        });
    outbox.wake(owned.lease().name());
  }
}
