package io.mlconnector.platform.table;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Control totals of the last publishes, one entry per side. */
public final class Totals {

  /** Whose rows were summed up. */
  public enum Side {
    /** The rows that are kept here. */
    STORE,
    /** The rows read back from the target. */
    TARGET
  }

  /**
   * One side of one publish.
   *
   * @param publish raised by every publish
   * @param pending how many rows of the store had changed since the publish was opened
   * @param sums null where they are not known, which the note says
   */
  public record Entry(
      long publish, Side side, Instant at, Long rows, long pending, Sums sums, String note) {}

  private static final String PUT =
      """
      insert into table_total (table_id, publish, side, rows, pending, sums, note)
      values (?, ?, ?, ?::bigint, (select pending from table_object where id = ?), ?, ?)
      on conflict (table_id, publish, side) do update
        set rows = excluded.rows, pending = excluded.pending, sums = excluded.sums,
            note = excluded.note, at = now()
      """;

  private static final String FORGET =
      """
      delete from table_total where table_id = ? and publish <
        (select min(publish) from
          (select distinct publish from table_total where table_id = ?
           order by publish desc limit ?) kept)
      """;

  private Totals() {}

  /**
   * Keeps one side.
   *
   * @param sums null where they are not known
   * @param note what people ought to know; null for nothing
   * @param most how many publishes are kept
   */
  public static void put(
      Connection sql, long table, long publish, Side side, Sums sums, String note, int most)
      throws SQLException {
    Query.update(
        sql,
        PUT,
        table,
        publish,
        side.name().toLowerCase(Locale.ROOT),
        sums == null ? null : sums.rows(),
        table,
        sums == null ? null : CanonicalJson.text(sums),
        note);
    Query.update(sql, FORGET, table, table, most);
  }

  /** All that are kept of a table, newest publish first. */
  public static List<Entry> all(Connection sql, long table) throws SQLException {
    return Query.list(
        sql,
        Totals::read,
        "select publish, side, at, rows, pending, sums, note from table_total where table_id = ?"
            + " order by publish desc, side",
        table);
  }

  private static Entry read(ResultSet row) throws SQLException {
    String sums = row.getString("sums");
    return new Entry(
        row.getLong("publish"),
        Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
        row.getTimestamp("at").toInstant(),
        row.getObject("rows", Long.class),
        row.getLong("pending"),
        sums == null ? null : CanonicalJson.read(sums, Sums.class),
        row.getString("note"));
  }
}
