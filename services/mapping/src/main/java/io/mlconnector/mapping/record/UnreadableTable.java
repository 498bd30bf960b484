package io.mlconnector.mapping.record;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
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

  private UnreadableTable() {}

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
