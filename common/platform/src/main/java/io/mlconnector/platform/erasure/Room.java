package io.mlconnector.platform.erasure;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A room that may hold something about a person; every bean of this type is asked when one is
 * looked for or erased, and does it again when asked again.
 */
public interface Room {

  /** Counts what it holds. */
  void look(Connection sql, Subject subject, Tally tally) throws SQLException;

  /**
   * Removes what it holds, within the transaction that puts the person on the suppression list.
   * What cannot go yet is counted as open.
   */
  void erase(Connection sql, Subject subject, Tally tally) throws SQLException;
}
