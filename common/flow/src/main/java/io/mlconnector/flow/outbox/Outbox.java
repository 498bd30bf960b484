package io.mlconnector.flow.outbox;

import io.mlconnector.flow.kafka.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Messages that commit together with the state that they announce, and are sent afterwards, in
 * order, by the holder of the lane's lease.
 */
public interface Outbox {

  /**
   * Adds messages to a lane within the caller's transaction, in one statement.
   *
   * @param lane the name of the lease under which they are sent
   */
  void add(Connection sql, String lane, List<Message> messages) throws SQLException;

  /** Tells the lane's relay that there is something to send; call after the commit. */
  void wake(String lane);
}
