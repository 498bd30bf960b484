package io.mlconnector.console.chain;

import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Where the chain begins since older days were dropped.
 *
 * @param seq of the last block that is not kept; 0 for none
 * @param before the oldest day that is kept
 */
record Anchor(long seq, String hash, LocalDate before, String mac) {

  static final Anchor NONE = new Anchor(0, "", LocalDate.MIN, "");

  /** The newest one. */
  static Anchor newest(Connection sql) throws SQLException {
    List<Anchor> found =
        Query.list(
            sql,
            row ->
                new Anchor(
                    row.getLong(1),
                    row.getString(2),
                    row.getDate(3).toLocalDate(),
                    row.getString(4)),
            "select seq, hash, before, mac from audit_anchor order by before desc limit 1");
    return found.isEmpty() ? NONE : found.get(0);
  }

  /** Whether we set it. */
  boolean ours(KeyedHash key) {
    return this == NONE || mac.equals(mac(seq, hash, before, key));
  }

  static String mac(long seq, String hash, LocalDate before, KeyedHash key) {
    return key.of("ledger anchor|%d|%s|%s".formatted(seq, hash, before));
  }
}
