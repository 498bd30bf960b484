package io.mlconnector.platform.table;

import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.spi.TableChange.Action;
import io.mlconnector.spi.TableFound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Writes down what is published before it begins, and how far it is. */
public final class Batches {

  private static final String FREEZE =
      """
      with frozen as (
        insert into table_batch_row (batch, row_key, data, journey, gone)
        select ?, row_key, data, journey, gone from table_row where table_id = ? and dirty
        returning gone)
      select count(*) filter (where gone), count(*) filter (where not gone) from frozen
      """;

  private static final String DIGEST =
      """
      select coalesce(md5(string_agg(md5(row_key || data), '' order by row_key)), '')
      from table_batch_row where batch = ? and gone = ?
      """;

  private static final String OPEN =
      """
      insert into table_batch (table_id, connection, action, request, state, fence, revision,
                               deletes, puts, target_key, seen_updated)
      values (?, ?, ?, '', 'opened', ?, ?, 0, -1, ?, ?::timestamptz) returning id
      """;

  private static final String CLEAN_FROZEN =
      """
      update table_row r set dirty = false, known = true
      from table_batch_row b
      where b.batch = ? and not b.gone and r.table_id = ? and r.row_key = b.row_key
        and r.dirty and not r.gone and r.rev <= ?
      """;

  private static final String DROP_FROZEN =
      """
      delete from table_row r using table_batch_row b
      where b.batch = ? and b.gone and r.table_id = ? and r.row_key = b.row_key
        and r.gone and r.rev <= ?
      """;

  private static final String CLEAN_ALL =
      """
      update table_row set dirty = false, known = true
      where table_id = ? and dirty and not gone and rev <= ?
      """;

  private static final String DROP_ALL =
      "delete from table_row where table_id = ? and dirty and gone and rev <= ?";

  private static final String PUBLISHED =
      """
      update table_object t
      set target_key = ?, adoption = 'ours', found_key = null, trouble = null, trouble_since = null,
          published = now(), mode = ?, notes = null,
          rows = (select count(*) from table_row r
                  where r.table_id = t.id and not r.gone and not r.dirty),
          millis = extract(epoch from clock_timestamp() - ?::timestamptz) * 1000,
          pending = (select count(*) from table_row r where r.table_id = t.id and r.dirty)
      where t.id = ?
      """;

  private Batches() {}

  /** The publish under way; empty where there is none. */
  public static Optional<OpenBatch> of(Connection sql, long table) throws SQLException {
    String select = "select " + OpenBatch.COLUMNS + " from table_batch b where b.table_id = ?";
    return Query.list(sql, OpenBatch::read, select, table).stream().findFirst();
  }

  /**
   * Opens a publish of everything that waits, in the transaction that has the table locked.
   *
   * @param found what the target has; null for nothing
   * @param updates whether rows can be changed in place
   */
  public static OpenBatch open(
      Connection sql, KeptTable table, TableFound found, boolean updates, long fence)
      throws SQLException {
    boolean whole = found == null || !updates || wholeDue(sql, table);
    Action action =
        whole
            ? Action.OVERWRITE
            : table.spec().mode() == Mode.APPEND ? Action.INSERT : Action.UPSERT;
    long id =
        Query.number(
            sql,
            OPEN,
            table.id(),
            table.connection(),
            action.name(),
            fence,
            table.revision(),
            found == null ? null : found.key(),
            found == null || found.updated() == null ? null : found.updated().toString());
    if (!whole) {
      freeze(sql, table, id, action);
    }
    Query.update(
        sql,
        "update table_object set opened = revision, asked = null,"
            + " overwrite = case when ? then null else overwrite end where id = ?",
        whole,
        table.id());
    renamed(sql, table, id);
    return of(sql, table.id()).orElseThrow();
  }

  private static boolean wholeDue(Connection sql, KeptTable table) throws SQLException {
    if (table.overwrite() != null || table.spec().mode() == Mode.REPLACE) {
      return true;
    }
    // An appended row that changed or vanished cannot be taken back but by writing the table again.
    return table.spec().mode() == Mode.APPEND
        && Query.number(
                sql,
                "select count(*) from (select 1 from table_row where table_id = ? and dirty"
                    + " and (known or gone or rev <= ?) limit 1) one",
                table.id(),
                table.opened())
            > 0;
  }

  private static void freeze(Connection sql, KeptTable table, long batch, Action action)
      throws SQLException {
    record Counts(long deletes, long puts) {}
    Counts counts =
        Query.list(
                sql, row -> new Counts(row.getLong(1), row.getLong(2)), FREEZE, batch, table.id())
            .get(0);
    Query.update(
        sql,
        "update table_batch set deletes = ?, puts = ?, action = ?, state = ? where id = ?",
        counts.deletes,
        counts.puts,
        counts.deletes > 0 ? Action.DELETE.name() : action.name(),
        counts.deletes + counts.puts == 0 ? "done" : "opened",
        batch);
  }

  /**
   * Gives the request its name, made from what it is. The batch is part of it: rows that return to
   * what they were are another request.
   */
  private static void renamed(Connection sql, KeptTable table, long id) throws SQLException {
    OpenBatch batch = of(sql, table.id()).orElseThrow();
    String digest =
        batch.whole()
            ? Long.toString(batch.revision())
            : Query.list(sql, row -> row.getString(1), DIGEST, id, batch.action() == Action.DELETE)
                .get(0);
    long failures = Query.number(sql, "select failures from table_object where id = ?", table.id());
    String text =
        String.join(
            "\n",
            table.connection(),
            table.object(),
            Long.toString(id),
            batch.action().name(),
            table.spec().published().toString(),
            digest,
            Long.toString(failures));
    Query.update(sql, "update table_batch set request = ? where id = ?", hash(text), id);
  }

  /** A request is about to be made, which may be under way for so long. */
  public static void begin(Connection sql, OpenBatch batch, long fence, Duration timeout)
      throws SQLException {
    Query.update(
        sql,
        "update table_batch set unclear = true, fence = ?,"
            + " deadline = clock_timestamp() + ? * interval '1 millisecond' where id = ?",
        fence,
        timeout.toMillis(),
        batch.id());
  }

  /** A request had no answer, or its former owner none: it may be under way for so long. */
  public static void unclear(Connection sql, OpenBatch batch, long fence, Duration timeout)
      throws SQLException {
    Query.update(
        sql,
        "update table_batch set fence = ?, deadline = greatest(deadline,"
            + " clock_timestamp() + ? * interval '1 millisecond') where id = ?",
        fence,
        timeout.toMillis(),
        batch.id());
  }

  /** It is certain that the last request had no effect; what was unclear before it still is. */
  public static void withdraw(Connection sql, OpenBatch before) throws SQLException {
    Query.update(
        sql, "update table_batch set unclear = ? where id = ?", before.unclear(), before.id());
  }

  /** The vendor works on it. */
  public static void job(Connection sql, OpenBatch batch, String job) throws SQLException {
    Query.update(
        sql,
        "update table_batch set state = 'job', job = ?, job_since = now() where id = ?",
        job,
        batch.id());
  }

  /** It is not known what became of the job: the same is asked for again. */
  public static void lostJob(Connection sql, OpenBatch batch) throws SQLException {
    Query.update(
        sql,
        "update table_batch set state = 'opened', job = null, unclear = true where id = ?",
        batch.id());
  }

  /** What was looked up before the request is made again. */
  public static void looked(Connection sql, OpenBatch batch, String key) throws SQLException {
    Query.update(
        sql,
        "update table_batch set target_key = ?, unclear = false where id = ?",
        key,
        batch.id());
  }

  /**
   * It failed.
   *
   * @param certain whether it had no effect for certain: it is asked for under another request then
   * @param last whether it is given up
   */
  public static void failed(
      Connection sql, KeptTable table, OpenBatch batch, String words, boolean certain, boolean last)
      throws SQLException {
    Query.update(
        sql,
        "update table_batch set state = ?, job = null, failures = failures + 1, words = ?,"
            + " unclear = ? where id = ?",
        last ? "failed" : "opened",
        words,
        !certain,
        batch.id());
    if (certain) {
      Query.update(sql, "update table_object set failures = failures + 1 where id = ?", table.id());
      renamed(sql, table, batch.id());
    }
    if (last) {
      KeptTables.trouble(sql, table.id(), words);
      if (batch.whole()) {
        KeptTables.overwrite(sql, table.id(), "The last publish failed");
      }
      Query.update(sql, "delete from table_batch_row where batch = ?", batch.id());
    }
  }

  /** The rows that vanished are deleted in the target; now the others. */
  public static void deleted(Connection sql, KeptTable table, OpenBatch batch) throws SQLException {
    Query.update(
        sql,
        "update table_batch set state = 'opened', job = null, unclear = false, deadline = null,"
            + " action = ? where id = ?",
        Action.UPSERT.name(),
        batch.id());
    renamed(sql, table, batch.id());
  }

  /** The target has it. */
  public static void done(Connection sql, KeptTable table, OpenBatch batch, String key)
      throws SQLException {
    if (batch.whole()) {
      Query.update(sql, DROP_ALL, table.id(), batch.revision());
      Query.update(sql, CLEAN_ALL, table.id(), batch.revision());
    } else {
      Query.update(sql, DROP_FROZEN, batch.id(), table.id(), batch.revision());
      Query.update(sql, CLEAN_FROZEN, batch.id(), table.id(), batch.revision());
      Query.update(sql, "delete from table_batch_row where batch = ?", batch.id());
    }
    Query.update(sql, PUBLISHED, key, batch.action().name(), batch.opened().toString(), table.id());
    Query.update(
        sql, "update table_batch set state = 'done', target_key = ? where id = ?", key, batch.id());
  }

  /** It cannot be done as it was written down: the whole table is written next. */
  public static void abandon(Connection sql, OpenBatch batch, String why) throws SQLException {
    Query.update(sql, "delete from table_batch_row where batch = ?", batch.id());
    close(sql, batch);
    KeptTables.overwrite(sql, batch.table(), why);
  }

  /** All of its deliveries were told. */
  public static void close(Connection sql, OpenBatch batch) throws SQLException {
    Query.update(sql, "delete from table_batch where id = ?", batch.id());
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is always there", e);
    }
  }
}
