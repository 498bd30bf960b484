package io.mlconnector.platform.table;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a table stands, as people see it.
 *
 * @param rows how many rows it has here
 * @param gathering how many deliveries wait to be published, the first of them since {@code since}
 * @param due when they are published at the latest; null while none waits
 * @param publish what is under way; null for nothing
 * @param last the last publish; null where there was none
 */
public record TableStanding(
    KeptTable table,
    long rows,
    long gathering,
    Instant since,
    Instant due,
    Publish publish,
    Last last,
    Instant troubleSince) {

  /**
   * A publish under way.
   *
   * @param state {@code opened}, {@code job}, {@code done} or {@code failed}
   * @param words the vendor's, of the last failure
   */
  public record Publish(
      String action, String state, String job, int failures, String words, Instant since) {}

  /**
   * A publish that the target has confirmed.
   *
   * @param mode {@code OVERWRITE}, {@code UPSERT}, {@code INSERT} or {@code DELETE}
   * @param rows how many rows the table had in the target then
   * @param millis from its opening until it was confirmed
   * @param notes what people ought to know of what followed it
   */
  public record Last(String mode, Instant at, long rows, long millis, String notes) {}

  private static final String ALL =
      """
      select %s, t.trouble_since, t.notes, t.published, t.mode, t.rows, t.millis,
             (select count(*) from table_row r where r.table_id = t.id and not r.gone) as live,
             (select count(*) from table_staged s where s.table_id = t.id) as gathering,
             (select min(s.since) from table_staged s where s.table_id = t.id) as since,
             b.action, b.state, b.job, b.failures as failed, b.words, b.opened as opened_at
      from table_object t left join table_batch b on b.table_id = t.id
      where t.connection = ? and (?::text is null or t.object = ?)
      order by t.object
      """
          .formatted(KeptTable.COLUMNS);

  /** All tables of a connection. */
  public static List<TableStanding> all(Connection sql, String connection) throws SQLException {
    return Query.list(sql, TableStanding::read, ALL, connection, null, null);
  }

  public static Optional<TableStanding> of(Connection sql, String connection, String object)
      throws SQLException {
    return Query.list(sql, TableStanding::read, ALL, connection, object, object).stream()
        .findFirst();
  }

  private static TableStanding read(ResultSet row) throws SQLException {
    KeptTable table = KeptTable.read(row);
    Instant since = instant(row, "since");
    return new TableStanding(
        table,
        row.getLong("live"),
        row.getLong("gathering"),
        since,
        since == null ? null : since.plus(table.spec().gather()),
        row.getString("state") == null
            ? null
            : new Publish(
                row.getString("action"),
                row.getString("state"),
                row.getString("job"),
                row.getInt("failed"),
                row.getString("words"),
                instant(row, "opened_at")),
        row.getString("mode") == null
            ? null
            : new Last(
                row.getString("mode"),
                instant(row, "published"),
                row.getLong("rows"),
                row.getLong("millis"),
                row.getString("notes")),
        instant(row, "trouble_since"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
