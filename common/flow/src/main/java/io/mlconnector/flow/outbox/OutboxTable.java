package io.mlconnector.flow.outbox;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.kafka.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outbox rows.
 *
 * <p>Ids are drawn when a row is written, yet rows are seen when they commit, so a reader could
 * pass an id that commits later. Therefore writers of one lane take turns, by an advisory lock from
 * the writing to the commit: within a lane, rows are seen in the order of their ids. Write to the
 * outbox last in a transaction, which keeps the turn short.
 */
final class OutboxTable {

  /** A message, its place, and for how long it has been waiting. */
  record Row(long id, Message message, Duration age) {}

  /**
   * What waits.
   *
   * @param rows counted up to {@link #COUNT_LIMIT}
   * @param oldest how long the first of them has been waiting; null where none waits
   */
  record Backlog(long rows, Duration oldest) {}

  /** Where counting stops. */
  static final int COUNT_LIMIT = 100_000;

  private static final int READ_ROWS = 1000;
  private static final int READ_BYTES = 8 << 20;
  private static final int FETCH_ROWS = 100;

  private static final String ADD =
      """
      with turn as materialized (
        select pg_advisory_xact_lock(hashtextextended('outbox ' || ?, 0)),
          case when ? then pg_notify('outbox', ?) end
      )
      insert into outbox (lane, topic, key, headers, value)
      select ?, topic, key, headers, value
      from turn, unnest(?::text[], ?::text[], ?::text[], ?::bytea[])
        with ordinality as message (topic, key, headers, value, place)
      order by place
      """;

  private static final String READ =
      """
      select id, topic, key, headers, value, (extract(epoch from now() - at) * 1000)::bigint
      from outbox
      where lane = ? and id > ? order by id limit ?
      """;

  private static final String DELETE = "delete from outbox where id = any (?::bigint[])";

  private static final String COUNT =
      """
      select count(*), (extract(epoch from now() - min(at)) * 1000)::bigint
      from (select at from outbox where lane = ? and id > ? order by id limit ?) as rows
      """;

  private OutboxTable() {}

  /**
   * Adds messages in their order.
   *
   * @param tell whether other replicas are to be notified
   */
  static void add(Connection sql, String lane, List<Message> messages, boolean tell)
      throws SQLException {
    int count = messages.size();
    String[] topics = new String[count];
    String[] keys = new String[count];
    String[] headers = new String[count];
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      topics[i] = messages.get(i).topic();
      keys[i] = messages.get(i).key();
      headers[i] = CanonicalJson.text(messages.get(i).headers());
      values[i] = messages.get(i).value();
    }
    try (PreparedStatement statement = sql.prepareStatement(ADD)) {
      statement.setString(1, lane);
      statement.setBoolean(2, tell);
      statement.setString(3, lane);
      statement.setString(4, lane);
      statement.setArray(5, sql.createArrayOf("text", topics));
      statement.setArray(6, sql.createArrayOf("text", keys));
      statement.setArray(7, sql.createArrayOf("text", headers));
      statement.setArray(8, sql.createArrayOf("bytea", values));
      statement.executeUpdate();
    }
  }

  /** The next rows after that id, in order: up to 1,000, and not much more than 8 MiB. */
  static List<Row> read(Connection sql, String lane, long after) throws SQLException {
    List<Row> rows = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement statement = sql.prepareStatement(READ)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setString(1, lane);
      statement.setLong(2, after);
      statement.setInt(3, READ_ROWS);
      try (ResultSet found = statement.executeQuery()) {
        while (bytes < READ_BYTES && found.next()) {
          Row row = row(found);
          rows.add(row);
          bytes += row.message().value() == null ? 0 : row.message().value().length;
        }
      }
    }
    return rows;
  }

  private static Row row(ResultSet found) throws SQLException {
    Map<String, String> headers = new LinkedHashMap<>();
    CanonicalJson.read(found.getString(4), Map.class)
        .forEach((name, value) -> headers.put((String) name, (String) value));
    return new Row(
        found.getLong(1),
        new Message(found.getString(2), found.getString(3), headers, found.getBytes(5)),
        Duration.ofMillis(found.getLong(6)));
  }

  static void delete(Connection sql, Collection<Long> ids) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(DELETE)) {
      statement.setArray(1, sql.createArrayOf("bigint", ids.toArray()));
      statement.executeUpdate();
    }
  }

  /** What waits after that id. */
  static Backlog backlog(Connection sql, String lane, long after) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(COUNT)) {
      statement.setString(1, lane);
      statement.setLong(2, after);
      statement.setInt(3, COUNT_LIMIT);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long rows = row.getLong(1);
        return new Backlog(rows, rows == 0 ? null : Duration.ofMillis(row.getLong(2)));
      }
    }
  }
}
