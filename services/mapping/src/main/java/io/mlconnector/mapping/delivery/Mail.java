package io.mlconnector.mapping.delivery;

import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of one transaction, put into the outbox at its end by one statement; earlier only
 * where they are so many that memory would suffer.
 */
public final class Mail {

  private static final int MOST = 5_000;

  private final Connection sql;
  private final Outbox outbox;
  private final List<Message> messages = new ArrayList<>();

  public Mail(Connection sql, Outbox outbox) {
    this.sql = sql;
    this.outbox = outbox;
  }

  public void add(List<Message> more) throws SQLException {
    messages.addAll(more);
    if (messages.size() > MOST) {
      send();
    }
  }

  /** Call it last in the transaction: it takes the lane's turn until the commit. */
  public void send() throws SQLException {
    outbox.add(sql, Lane.NAME, List.copyOf(messages));
    messages.clear();
  }
}
