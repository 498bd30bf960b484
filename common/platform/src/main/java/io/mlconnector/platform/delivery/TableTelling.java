package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.sql.Words;
import io.mlconnector.platform.table.Batches;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.platform.table.OpenBatch;
import io.mlconnector.platform.table.StoredRows;
import io.mlconnector.platform.table.Sums;
import io.mlconnector.platform.table.Totals;
import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.VendorFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the deliveries of a publish what came of it, some at a time so that memory stays flat: the
 * publish itself is written down as done, or given up, before the first is told.
 */
final class TableTelling {

  private static final int PAGE = 500;

  private final Desk desk;
  private final TableSink sink;

  TableTelling(Desk desk, TableSink sink) {
    this.desk = desk;
    this.sink = sink;
  }

  /** The target has the rows. */
  void done(KeptTable table, OpenBatch batch) {
    String key = batch.key() == null ? table.key() : batch.key();
    List<Ending> told;
    do {
      told = page(table, batch, key);
      desk.probe().at("told");
      desk.metrics().told(told);
      desk.pace().ended(told.size());
    } while (told.size() == PAGE);
    totals(table, batch, key);
    notes(table, key);
    desk.probe().at("before close");
    boolean fine =
        desk.committer()
            .ask(
                sql -> {
                  Batches.close(sql, batch);
                  Gathered.retry(sql, desk.connection(), table.object(), ParkedKind.PUBLISH);
                  return Query.number(
                          sql,
                          "select count(*) from table_object"
                              + " where connection = ? and trouble is not null",
                          desk.connection())
                      == 0;
                });
    if (fine) {
      desk.alarm().over(desk.connection());
    }
  }

  private List<Ending> page(KeptTable table, OpenBatch batch, String key) {
    List<Ending> ended = new ArrayList<>();
    desk.committer()
        .tell(
            sql -> {
              ended.clear();
              Gathered.take(sql, table.id(), batch.revision(), PAGE)
                  .forEach(light -> ended.add(light.published(key, desk.lease().next())));
              desk.links().move(sql, newest(ended));
              return desk.messages().ended(ended);
            });
    return ended;
  }

  /**
   * It was given up: the deliveries park with the vendor's words, their rows stay to be published.
   */
  void failed(KeptTable table, OpenBatch batch) {
    String words =
        "%s could not be published: %s. Correct it, then retry or rebuild"
            .formatted(table.object(), batch.words());
    List<Ending> told;
    do {
      told = parked(table, batch, words);
      desk.probe().at("parked");
      desk.metrics().told(told);
      desk.pace().ended(told.size());
    } while (told.size() == PAGE);
    trouble(table, words);
    desk.committer()
        .ask(
            sql -> {
              Batches.close(sql, batch);
              return null;
            });
  }

  /** The last of each ref, since its link moves once. */
  private static List<Ending> newest(List<Ending> ended) {
    Map<String, Ending> newest = new LinkedHashMap<>();
    ended.forEach(end -> newest.put(end.item().ref(), end));
    return List.copyOf(newest.values());
  }

  private List<Ending> parked(KeptTable table, OpenBatch batch, String words) {
    List<Ending> ended = new ArrayList<>();
    desk.committer()
        .tell(
            sql -> {
              ended.clear();
              Gathered.park(sql, table.id(), batch.revision(), words, PAGE)
                  .forEach(light -> ended.add(light.parked(words)));
              return desk.messages().ended(ended);
            });
    return ended;
  }

  /** Calls for a person. */
  void trouble(KeptTable table, String words) {
    boolean news = !words.equals(table.trouble());
    desk.committer()
        .tell(
            sql -> {
              KeptTables.trouble(sql, table.id(), words);
              return !news
                  ? List.of()
                  : desk.messages()
                      .event(
                          desk.messages()
                              .audit(
                                  AuditEvent.Step.NEEDS_ATTENTION,
                                  table.object(),
                                  List.of(),
                                  words));
            });
    if (news) {
      desk.alarm().needed(desk.connection(), words);
    }
  }

  private void totals(KeptTable table, OpenBatch batch, String key) {
    if (!desk.tables().config().totals()) {
      return;
    }
    put(
        table,
        batch,
        Totals.Side.STORE,
        () ->
            Optional.of(
                StoredRows.whole(desk.transactions(), table, batch.revision(), batch.opened())));
    put(table, batch, Totals.Side.TARGET, () -> sink.readBack(desk.vendor(), table.spec(), key));
  }

  /** Where rows come from. */
  private interface Rows {
    Optional<RowSource> get();
  }

  private void put(KeptTable table, OpenBatch batch, Totals.Side side, Rows rows) {
    Sums sums = null;
    String note = null;
    try {
      Optional<RowSource> source = SinkFailure.guard(rows::get);
      if (source.isPresent()) {
        sums = Sums.of(table.spec(), source.get());
      } else {
        note = "The rows cannot be read back with these settings";
      }
    } catch (LeaseLost | DatabaseUnavailable e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      note = "The rows could not be read: " + words(e);
    }
    Sums read = sums;
    String words = note;
    int most = desk.tables().config().totalsKept();
    desk.committer()
        .ask(
            sql -> {
              Totals.put(sql, table.id(), batch.id(), side, read, words, most);
              return null;
            });
  }

  /** What follows a publish must not undo it: where it fails, people are told. */
  private void notes(KeptTable table, String key) {
    List<String> notes;
    try {
      notes = SinkFailure.guard(() -> sink.published(desk.vendor(), table.spec(), key));
    } catch (LeaseLost | DatabaseUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      notes = List.of("What follows a publish failed: " + words(e));
    }
    if (!notes.isEmpty()) {
      String words = Words.clean(String.join("; ", notes));
      desk.committer()
          .ask(
              sql ->
                  Query.update(
                      sql, "update table_object set notes = ? where id = ?", words, table.id()));
    }
  }

  private static String words(Exception failure) {
    return Words.clean(
        failure instanceof VendorFailure || failure instanceof IOException
            ? failure.getMessage()
            : SinkFailure.describe(failure));
  }
}
