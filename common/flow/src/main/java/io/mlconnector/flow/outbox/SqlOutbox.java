package io.mlconnector.flow.outbox;

import io.mlconnector.flow.kafka.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The outbox in the service's own database. */
@ApplicationScoped
public class SqlOutbox implements Outbox {

  private final OutboxRelay relay;

  public SqlOutbox(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public void add(Connection sql, String lane, List<Message> messages) throws SQLException {
    if (!messages.isEmpty()) {
      OutboxTable.add(sql, lane, messages, !relay.runsHere(lane));
    }
  }

  @Override
  public void wake(String lane) {
    relay.wake(lane);
  }
}
