package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lets one transaction at a time add to the inbox, so that rows become visible in the order of
 * their ids: whoever has read up to an id has missed nothing below it. Taken before any row is
 * locked.
 */
final class InboxLock {

  /** Any number that nobody else locks. */
  private static final long NUMBER = 0x6d6c_696e_626f_7801L;

  private InboxLock() {}

  static void take(Connection sql) throws SQLException {
    Query.list(sql, row -> null, "select pg_advisory_xact_lock(?)", NUMBER);
  }
}
