package io.mlconnector.platform.connection;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A room that keeps something of connections; every bean of this type is told when one is deleted.
 * Tables that refer to {@code connection} with {@code on delete cascade} need no bean.
 */
public interface Forgotten {

  /** Removes everything that is kept of the connection, within the transaction that deletes it. */
  void forget(Connection sql, String connection) throws SQLException;
}
