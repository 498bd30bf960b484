package io.mlconnector.platform.table;

import io.mlconnector.spi.TableChange.Action;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * The publish of a table that is under way.
 *
 * @param request the same for the same change and rows, however often it is asked for
 * @param state how far it is
 * @param unclear whether a request may have had its effect
 * @param left how long such a request may still be under way; negative once it cannot
 * @param revision rows up to this one are in it
 * @param deletes how many rows are deleted
 * @param puts how many rows are written; -1 for the whole table
 * @param failures how often it failed
 * @param words the vendor's, of the last failure
 * @param key the table's own key; null where it was not there
 * @param seen when the target had changed the table last when this was opened; null where it was
 *     not there
 * @param age how long the vendor's job runs
 */
public record OpenBatch(
    long id,
    long table,
    Action action,
    String request,
    State state,
    String job,
    long fence,
    boolean unclear,
    Duration left,
    long revision,
    long deletes,
    long puts,
    int failures,
    String words,
    String key,
    Instant seen,
    Instant opened,
    Duration age) {

  /** How far it is. */
  public enum State {
    /** It is to be asked for. */
    OPENED,
    /** The vendor works on it. */
    JOB,
    /** The target has it; its deliveries are being told. */
    DONE,
    /** It was given up; its deliveries are being parked. */
    FAILED
  }

  static final String COLUMNS =
      """
      b.id, b.table_id, b.action, b.request, upper(b.state) as state, b.job, b.fence, b.unclear,
      (extract(epoch from b.deadline - clock_timestamp()) * 1000)::bigint as left_millis,
      b.revision, b.deletes, b.puts, b.failures, b.words, b.target_key, b.seen_updated, b.opened,
      (extract(epoch from clock_timestamp() - b.job_since) * 1000)::bigint as age\
      """;

  static OpenBatch read(ResultSet row) throws SQLException {
    Timestamp seen = row.getTimestamp("seen_updated");
    return new OpenBatch(
        row.getLong("id"),
        row.getLong("table_id"),
        Action.valueOf(row.getString("action")),
        row.getString("request"),
        State.valueOf(row.getString("state")),
        row.getString("job"),
        row.getLong("fence"),
        row.getBoolean("unclear"),
        Duration.ofMillis(row.getLong("left_millis")),
        row.getLong("revision"),
        row.getLong("deletes"),
        row.getLong("puts"),
        row.getInt("failures"),
        row.getString("words"),
        row.getString("target_key"),
        seen == null ? null : seen.toInstant(),
        row.getTimestamp("opened").toInstant(),
        Duration.ofMillis(row.getLong("age")));
  }

  /** Whether it is the whole table. */
  public boolean whole() {
    return action == Action.OVERWRITE;
  }
}
