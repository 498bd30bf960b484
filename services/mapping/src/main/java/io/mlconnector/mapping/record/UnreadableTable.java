package io.mlconnector.mapping.record;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table of messages that could not be read at all. */
public final class UnreadableTable {

  private static final String PUT =
      """
      insert into unreadable (topic, part, off, key, reason)
      select u.topic, u.part::int, u.off::bigint, u.key, u.reason
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
           as u(topic, part, off, key, reason)
      on conflict do nothing
      """;

  private static final String LIST =
      """
      select id, topic, part, off, key, reason, at, ticked_by, ticked_at, ticked_for
      from unreadable where id < ? and %s order by id desc limit ?
      """;

  private static final String TICK =
      """
      update unreadable set ticked_by = ?, ticked_at = now(), ticked_for = ?
      where id = any (?::bigint[]) and ticked_at is null
      """;

  private static final String REOPEN =
      """
      update unreadable set ticked_by = null, ticked_at = null, ticked_for = null
      where id = any (?::bigint[]) and ticked_at is not null
      """;

  private UnreadableTable() {}

  /**
   * A message that could not be read, as people see it.
   *
   * @param ticked null while nobody ticked it off
   */
  record Listed(
      long id,
      String topic,
      int partition,
      long offset,
      String key,
      String reason,
      Instant since,
      Tick ticked) {}

  /** The newest ones before that one. */
  static List<Listed> list(Connection sql, Shown shown, long before, int limit)
      throws SQLException {
    return Query.list(
        sql,
        row ->
            new Listed(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant(),
                Tick.of(row, 8)),
        LIST.formatted(shown.condition("ticked_at")),
        before,
        limit);
  }

  /** Ticks off those that nobody has ticked off; returns how many. */
  static int tick(Connection sql, List<Long> ids, String reason, String author)
      throws SQLException {
    return Query.update(sql, TICK, author, reason, Query.texts(ids, each -> each));
  }

  /** Opens them again; returns how many had been ticked off. */
  static int reopen(Connection sql, List<Long> ids) throws SQLException {
    return Query.update(sql, REOPEN, Query.texts(ids, each -> each));
  }

  /** Where a message is, and why it cannot be read; the reason holds no contents. */
  public record Unreadable(String topic, int partition, long offset, String key, String reason) {}

  /** Keeps what cannot be read; a repeat changes nothing. */
  public static void put(Connection sql, List<Unreadable> messages) throws SQLException {
    if (messages.isEmpty()) {
      return;
    }
    Query.update(
        sql,
        PUT,
        Query.texts(messages, Unreadable::topic),
        Query.texts(messages, Unreadable::partition),
        Query.texts(messages, Unreadable::offset),
        Query.texts(messages, Unreadable::key),
        Query.texts(messages, Unreadable::reason));
  }
}
