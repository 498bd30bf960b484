package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.sql.Words;
import io.mlconnector.platform.table.Batches;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.platform.table.OpenBatch;
import io.mlconnector.platform.table.StoredRows;
import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.TableChange;
import io.mlconnector.spi.TableFound;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings the publish of one table a step further: opens it, asks for it, asks what became of it, or
 * tells its deliveries. Each step is written down before the next begins.
 */
final class TableRun {

  private final Desk desk;
  private final TableSink sink;
  private final long id;
  private final int polls;
  private final Report report = new Report();
  private final TableTelling telling;
  private KeptTable table;

  /**
   * @param polls how often the vendor's job was asked for
   */
  TableRun(Desk desk, TableSink sink, long id, int polls) {
    this.desk = desk;
    this.sink = sink;
    this.id = id;
    this.polls = polls;
    this.telling = new TableTelling(desk, sink);
  }

  long id() {
    return id;
  }

  /** Goes as far as it can without waiting. */
  Report run() {
    boolean more = true;
    while (more) {
      table = desk.committer().ask(sql -> KeptTables.lock(sql, id)).orElse(null);
      more = table != null && step();
    }
    return report;
  }

  private boolean step() {
    Optional<OpenBatch> open = desk.committer().ask(sql -> Batches.of(sql, id));
    if (open.isEmpty()) {
      return !still() && open();
    }
    OpenBatch batch = open.get();
    switch (batch.state()) {
      case OPENED -> {
        return !still() && request(batch);
      }
      case JOB -> {
        return ask(batch);
      }
      case DONE -> telling.done(table, batch);
      case FAILED -> telling.failed(table, batch);
    }
    return false;
  }

  /** A pause lets nothing new begin; what the vendor works on is still asked for and told. */
  private boolean still() {
    return desk.paused().getAsBoolean();
  }

  private boolean open() {
    OpenBatch batch;
    try {
      batch = new TableOpening(desk, sink).open(table);
    } catch (VendorFailure e) {
      if (e.kind() == VendorFailure.Kind.REJECTED) {
        trouble("The target cannot be looked at: " + e.getMessage());
      } else {
        rests(e);
      }
      return false;
    } catch (LeaseLost | DatabaseUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      trouble("The adapter failed: " + SinkFailure.describe(e));
      return false;
    }
    report.answered = true;
    if (batch == null) {
      next(desk.tables().config().lookAgain());
      return false;
    }
    desk.probe().at("batch opened");
    return true;
  }

  /** Asks for the change, after looking where it may have been made already. */
  private boolean request(OpenBatch before) {
    OpenBatch batch = before;
    if (batch.unclear()) {
      if (batch.fence() != desk.lease().fence()) {
        inherit(batch);
        return false;
      }
      Duration wait = batch.left().plus(desk.config().grace());
      if (!wait.isNegative() && !wait.isZero()) {
        next(wait);
        return false;
      }
      batch = looked(batch);
      if (batch == null) {
        return false;
      }
    }
    OpenBatch asked = batch;
    Duration timeout = desk.writeTimeout();
    desk.probe().at("before attempt");
    desk.committer()
        .ask(
            sql -> {
              Batches.begin(sql, asked, desk.lease().fence(), timeout);
              return null;
            });
    desk.probe().at("after attempt");
    desk.lease().ensure(timeout);
    TableProgress progress;
    try {
      progress = SinkFailure.guard(() -> sink.publish(desk.vendor(), table.spec(), change(asked)));
    } catch (VendorFailure e) {
      return refused(asked, e);
    } catch (LeaseLost | DatabaseUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      return failed(asked, "The adapter failed: " + SinkFailure.describe(e), false);
    }
    desk.probe().at("published");
    report.answered = true;
    return progressed(asked, progress, 0);
  }

  private TableChange change(OpenBatch batch) {
    RowSource rows =
        batch.whole()
            ? StoredRows.whole(desk.transactions(), table, batch.revision(), batch.opened())
            : StoredRows.frozen(
                desk.transactions(), table, batch, batch.action() == TableChange.Action.DELETE);
    return new TableChange(batch.key(), batch.action(), batch.request(), description(), rows);
  }

  private String description() {
    return "Rows of %s, kept by ml-connector (table %s of connection %s, route %s): changes are published within %s, or as soon as %d rows changed. Do not edit."
        .formatted(
            table.source(),
            table.name(),
            table.connection(),
            table.route(),
            table.spec().gather().toString().substring(2).toLowerCase(),
            table.spec().rows());
  }

  /** A former owner's request may still be under way. */
  private void inherit(OpenBatch batch) {
    desk.committer()
        .tell(
            sql -> {
              Batches.unclear(sql, batch, desk.lease().fence(), Duration.ZERO);
              return desk.messages()
                  .event(
                      desk.messages()
                          .audit(
                              AuditEvent.Step.OUTCOME_UNKNOWN,
                              table.object(),
                              List.of(),
                              "The former owner ended during a publish"));
            });
    desk.probe().at("inherited");
    next(
        batch.left().isNegative()
            ? desk.config().grace()
            : batch.left().plus(desk.config().grace()));
  }

  /** Looks before the same is asked for again; null where that is not for now. */
  private OpenBatch looked(OpenBatch batch) {
    TableFound found;
    try {
      found =
          SinkFailure.guard(() -> sink.look(desk.vendor(), table.spec(), batch.key())).orElse(null);
    } catch (VendorFailure e) {
      if (e.kind() == VendorFailure.Kind.REJECTED) {
        failed(batch, e.getMessage(), false);
      } else {
        rests(e);
      }
      return null;
    }
    if (found == null && batch.key() != null && !batch.whole()) {
      desk.committer()
          .ask(
              sql -> {
                Batches.abandon(sql, batch, "It is not there any more");
                return null;
              });
      next(Duration.ZERO);
      return null;
    }
    desk.probe().at("looked again");
    return desk.committer()
        .ask(
            sql -> {
              Batches.looked(sql, batch, found == null ? null : found.key());
              return Batches.of(sql, id).orElseThrow();
            });
  }

  private boolean progressed(OpenBatch batch, TableProgress progress, int asked) {
    if (progress instanceof TableProgress.Running running) {
      if (!running.job().equals(batch.job())) {
        desk.committer()
            .ask(
                sql -> {
                  Batches.job(sql, batch, Words.storable(running.job()));
                  return null;
                });
        desk.probe().at("job stored");
      } else if (batch.age().compareTo(desk.tables().config().jobLimit()) > 0) {
        return failed(
            batch,
            "The vendor's job %s did not end within %s".formatted(batch.job(), batch.age()),
            false);
      }
      Duration after = desk.lapse().here(JobRun.pause(asked + 1, running.after()));
      report.tables.add(new Report.Table(id, after, asked + 1, true));
      return false;
    }
    if (progress instanceof TableProgress.Failed failure) {
      return failed(batch, failure.words(), true);
    }
    if (progress instanceof TableProgress.Done done && done.key() != null) {
      finished(batch, done.key());
      return true;
    }
    return failed(batch, "The adapter gave no key for a table that it says is published", false);
  }

  private void finished(OpenBatch batch, String key) {
    desk.probe().at("before completion");
    desk.committer()
        .ask(
            sql -> {
              KeptTable now = KeptTables.lock(sql, id).orElseThrow();
              if (batch.action() == TableChange.Action.DELETE && batch.puts() > 0) {
                Batches.deleted(sql, now, batch);
              } else {
                Batches.done(sql, now, batch, Words.storable(key));
              }
              return null;
            });
    desk.probe().at("after completion");
    desk.metrics().published(table.object(), batch.action(), batch.opened());
  }

  private boolean ask(OpenBatch batch) {
    TableProgress progress;
    try {
      progress = SinkFailure.guard(() -> sink.resume(desk.vendor(), table.spec(), batch.job()));
    } catch (VendorFailure e) {
      if (e.kind() != VendorFailure.Kind.REJECTED) {
        rests(e);
        return false;
      }
      lost(batch);
      return false;
    } catch (LeaseLost | DatabaseUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      return failed(batch, "The adapter failed: " + SinkFailure.describe(e), false);
    }
    desk.probe().at("job answered");
    report.answered = true;
    return progressed(batch, progress, polls);
  }

  private void lost(OpenBatch batch) {
    String words = "The vendor does not know job %s any more".formatted(batch.job());
    desk.committer()
        .tell(
            sql -> {
              Batches.lostJob(sql, batch);
              Batches.unclear(sql, batch, desk.lease().fence(), Duration.ZERO);
              return desk.messages()
                  .event(
                      desk.messages()
                          .audit(
                              AuditEvent.Step.OUTCOME_UNKNOWN, table.object(), List.of(), words));
            });
    next(desk.config().grace());
  }

  /** A request that failed: what is known of it decides whether it is made again as it was. */
  private boolean refused(OpenBatch batch, VendorFailure failure) {
    if (failure.kind() == VendorFailure.Kind.REJECTED) {
      return failed(batch, failure.getMessage(), true);
    }
    boolean open = failure.kind() == VendorFailure.Kind.UNAVAILABLE && failure.sent();
    desk.committer()
        .ask(
            sql -> {
              if (open) {
                Batches.unclear(sql, batch, desk.lease().fence(), desk.writeTimeout());
              } else {
                Batches.withdraw(sql, batch);
              }
              return null;
            });
    desk.probe().at("unanswered");
    rests(failure);
    return false;
  }

  private void rests(VendorFailure failure) {
    report.failure = failure;
    next(Duration.ZERO);
  }

  /** Asks again later, or gives up. */
  private boolean failed(OpenBatch batch, String why, boolean certain) {
    String words = Words.clean(why);
    int failures = batch.failures() + 1;
    boolean last = failures >= desk.tables().config().tries();
    desk.committer()
        .tell(
            sql -> {
              KeptTable now = KeptTables.lock(sql, id).orElseThrow();
              Batches.failed(sql, now, batch, words, certain, last);
              return desk.messages()
                  .event(
                      desk.messages()
                          .audit(AuditEvent.Step.ATTEMPTED, table.object(), List.of(), words));
            });
    desk.metrics().publishFailed(table.object(), last);
    desk.probe().at("failed");
    if (!last) {
      next(desk.tables().config().retry().multipliedBy(1L << Math.min(failures - 1, 10)));
    }
    return last;
  }

  private void trouble(String words) {
    telling.trouble(table, Words.clean(words));
    next(desk.tables().config().lookAgain());
  }

  private void next(Duration after) {
    report.tables.add(new Report.Table(id, after, polls, false));
  }
}
