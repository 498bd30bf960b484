package io.mlconnector.platform.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Something that counts time for connections; every bean is told of time in which one was paused.
 */
public interface Resumed {

  /** Counts the time between these moments for none, within the transaction that ends the pause. */
  void resumed(Connection sql, String connection, Instant from, Instant to) throws SQLException;
}
