package io.mlconnector.platform.delivery;

import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Query;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** An outbox that nobody empties: what was told stays to be looked at. */
final class TableOutbox implements Outbox {

  @Override
  public void add(Connection sql, String lane, List<Message> messages) throws SQLException {
    Query.update(
        sql,
        "insert into told (lane, topic, key, value)"
            + " select ?, * from unnest(?::text[], ?::text[], ?::text[])",
        lane,
        messages.stream().map(Message::topic).toList(),
        messages.stream().map(Message::key).toList(),
        messages.stream()
            .map(message -> new String(message.value(), StandardCharsets.UTF_8))
            .toList());
  }

  @Override
  public void wake(String lane) {}
}
