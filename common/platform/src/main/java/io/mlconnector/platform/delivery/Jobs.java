package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.spi.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Jobs that a vendor runs for us, stored before they are asked for, so that a restart goes on. */
final class Jobs {

  /** Unlike the contract's form, empty maps and lists are kept: a write has them. */
  private static final JsonMapper JSON =
      (JsonMapper)
          CanonicalJson.mapper()
              .copy()
              .setDefaultPropertyInclusion(
                  JsonInclude.Value.construct(
                      JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS));

  private static final String STORE =
      """
      insert into vendor_job (connection, job, object, fence, writes)
      select ?, u.job, u.object, ?, u.writes
      from unnest(?::text[], ?::text[], ?::text[]) as u(job, object, writes)
      on conflict (connection, job) do update
        set writes = excluded.writes, fence = excluded.fence
      """;

  private Jobs() {}

  /** One write of a job, with the inbox row that it is for. */
  record JobWrite(Item item, Write write) {}

  /** A job as stored; {@code age} is how long ago it was started. */
  record Stored(String job, String object, List<JobWrite> writes, Duration age) {}

  static String text(List<JobWrite> writes) {
    try {
      return JSON.writeValueAsString(writes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A job's writes cannot be stored", e);
    }
  }

  static void store(Connection sql, String connection, long fence, List<Step.Running> running)
      throws SQLException {
    if (!running.isEmpty()) {
      Query.update(
          sql,
          STORE,
          connection,
          fence,
          running.stream().map(Step.Running::job).toList(),
          running.stream().map(Step.Running::object).toList(),
          running.stream().map(Step.Running::writes).toList());
    }
  }

  static void end(Connection sql, String connection, List<String> jobs) throws SQLException {
    if (!jobs.isEmpty()) {
      Query.update(
          sql,
          "delete from vendor_job j using unnest(?::text[]) u(job)"
              + " where j.connection = ? and j.job = u.job",
          jobs,
          connection);
    }
  }

  /** The jobs that run for a connection, oldest first. */
  static List<Stored> load(Transactions transactions, String connection) {
    return transactions.inTransaction(
        sql ->
            Query.list(
                sql,
                row ->
                    new Stored(
                        row.getString("job"),
                        row.getString("object"),
                        writes(row.getString("writes")),
                        Duration.ofMillis(row.getLong("age"))),
                "select job, object, writes,"
                    + " floor(extract(epoch from clock_timestamp() - started) * 1000) as age"
                    + " from vendor_job where connection = ? order by started, job",
                connection));
  }

  private static List<JobWrite> writes(String text) {
    try {
      return JSON.readValue(text, new TypeReference<List<JobWrite>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored job's writes cannot be read", e);
    }
  }
}
